package cutmix.loader;

import cutmix.schemas.ProgressForm;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Settings that are the same for every run; what to load is said by options. */
@ConfigMapping(prefix = "cutmix")
interface LoaderConfig {

    /** Put before every topic name, so that several pipelines can share a cluster. */
    Optional<String> topicPrefix();

    /** How long the brokers and the schema registry, where there is one, may take to answer at all when the loader starts. */
    @WithDefault("5m")
    Duration startTimeout();

    /** How progress is told: in lines for people, or in reports for a program. */
    @WithDefault("lines")
    ProgressForm progress();

    Loader loader();

    interface Loader {

        /** Folder for downloads and decoded images; {@code cutmix} in the user's cache folder where empty. */
        Optional<Path> cache();

        /** How long Kafka may take to answer. */
        @WithDefault("10s")
        Duration brokerTimeout();

        /**
         * How long Kafka may not hear of the loader that writes before another one may take over. The times that keep the first
         * one from writing then follow from it: see {@link cutmix.schemas.lease.LeaseTimes}. Two thirds of it is how long brokers
         * may be gone before a load fails; one that was killed takes up to 20 s to come back.
         */
        @WithDefault("45s")
        Duration sessionTimeout();

        /** Replication factor of new topics; the broker's default where empty. */
        Optional<Short> replicationFactor();

        /** Settings of new topics, each of the form {@code key=value}; {@code \\,} stands for a comma in a value. */
        Optional<List<String>> topicConfig();

        Cifar10 cifar10();
    }

    interface Cifar10 {

        /**
         * Where the binary archive of CIFAR-10 is: an http or https URL, which may have a user and password; where its authors
         * have it, if empty.
         */
        Optional<String> url();

        /** Bytes of the archive. */
        @WithDefault("170052171")
        long size();

        /** SHA-256 of the archive, in hexadecimal. */
        @WithDefault("c4a38c50a1bc5f3a1c5537f2155ab9d68f9f25eb1ed8d9ddda3db29a59bca1dd")
        String sha256();

        /** How long the server may send nothing before the connection has failed, and the download is tried again. */
        @WithDefault("60s")
        Duration stallTimeout();
    }
}
