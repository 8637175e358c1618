package cutmix.loader;

import cutmix.schemas.progress.ProgressForm;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Settings of the loader. The options of its command say which dataset to load. */
@ConfigMapping(prefix = "cutmix")
interface LoaderConfig {

    /**
     * Text before the names of all topics and consumer groups, so that several pipelines can share brokers: at most 233 letters (a to
     * z, A to Z), digits, periods, hyphens and underscores.
     */
    Optional<String> topicPrefix();

    /**
     * How long a service waits for the brokers and the schema registry when it starts. With {@code 0s} it tries once. {@code ./cutmix
     * run} tries once unless this variable is set.
     */
    @WithDefault("5m")
    Duration startTimeout();

    /** How progress is printed: {@code lines} for people, {@code reports} for a program. */
    @WithDefault("lines")
    ProgressForm progress();

    LoaderSettings loader();

    interface LoaderSettings {

        /** Folder for downloads and decoded images, unless {@code --cache} is set. The default is {@code cutmix} in the user's cache folder. */
        Optional<Path> cache();

        /** How long a broker may take to answer a request. */
        @WithDefault("10s")
        Duration brokerTimeout();

        /**
         * After this time without contact to the brokers, a loader loses its lease and another loader may take over. A load fails if the
         * brokers are away for longer than two thirds of it; a broker that was killed takes up to 20 s to come back.
         */
        @WithDefault("45s")
        Duration sessionTimeout();

        /** Replication factor of new topics. The default is that of the brokers. */
        Optional<Short> replicationFactor();

        /** Settings of new topics, each of the form {@code key=value}, separated by commas. A comma in a value is written {@code \,}. */
        Optional<List<String>> topicConfig();

        Cifar10Settings cifar10();
    }

    interface Cifar10Settings {

        /**
         * Address of the binary archive of CIFAR-10, by http or https, if needed with user and password. The default is its authors'
         * server.
         */
        Optional<String> url();

        /** Size of the archive in bytes. */
        @WithDefault("170052171")
        long size();

        /** SHA-256 checksum of the archive, in hexadecimal. */
        @WithDefault("c4a38c50a1bc5f3a1c5537f2155ab9d68f9f25eb1ed8d9ddda3db29a59bca1dd")
        String sha256();

        /** If the server sends nothing for this time, the download is tried again over a new connection. */
        @WithDefault("60s")
        Duration stallTimeout();
    }
}
