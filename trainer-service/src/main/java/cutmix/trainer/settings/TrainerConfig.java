package cutmix.trainer.settings;

import cutmix.schemas.progress.ProgressForm;
import cutmix.trainer.dl4j.Execution;
import cutmix.trainer.page.pipelines.ShownRuns;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Settings of the trainer, in addition to the options of its commands. */
@ConfigMapping(prefix = "cutmix")
public interface TrainerConfig {

    /**
     * Text before the names of all topics and consumer groups, so that several pipelines can share brokers: at most 233 letters (a to
     * z, A to Z), digits, periods, hyphens and underscores.
     */
    Optional<String> topicPrefix();

    /** How long a broker may take to answer a request. */
    @WithDefault("10s")
    Duration brokerTimeout();

    /**
     * How long a service waits for the brokers and the schema registry when it starts. With {@code 0s} it tries once. {@code ./cutmix
     * run} tries once unless this variable is set.
     */
    @WithDefault("5m")
    Duration startTimeout();

    /** How long a trainer waits for a dataset that has the wanted number of epochs. */
    @WithDefault("10m")
    Duration datasetTimeout();

    /** How progress is printed: {@code lines} for people, {@code reports} for a program. */
    @WithDefault("lines")
    ProgressForm progress();

    Trainer trainer();

    TrainerHealthLimits health();

    /** Settings of training and of the live page. */
    interface Trainer {

        /**
         * After this time without contact to the brokers, a trainer may lose its run to another trainer of the same run. A trainer that
         * has lost its run ends.
         */
        @WithDefault("15s")
        Duration sessionTimeout();

        /** Number of epochs to train, unless {@code train --epochs} is set. The default is all epochs of the dataset. */
        OptionalInt epochs();

        /** Greatest number of samples of a partition that wait in memory. The trainer pauses partitions that have more. */
        @WithDefault("512")
        int samplesPerPartition();

        /** Greatest number of batches that wait for the engine. */
        @WithDefault("4")
        int batchesAhead();

        /**
         * Greatest number of bytes of waiting samples, and also of waiting batches. One sample of each partition and one batch may always
         * wait.
         */
        @WithDefault("67108864")
        long readAheadBytes();

        /**
         * Greatest number of bytes of test images that are kept in memory (CIFAR-10 has 31 MB). If there are more, each evaluation reads
         * them again.
         */
        @WithDefault("67108864")
        long testBytes();

        /** How Deeplearning4j computes a step: {@code fused}, or layer by layer for comparison ({@code layers}). */
        @WithDefault("fused")
        Execution execution();

        /**
         * The engine, {@code dl4j} or {@code libtorch}, unless {@code --engine} is set. The default is {@code dl4j} if it supports the
         * device and the precision, otherwise {@code libtorch}.
         */
        Optional<String> engine();

        /** Precision of the convolutions: {@code float32}; with LibTorch also {@code bf16}, and on NVIDIA GPUs {@code tf32}. */
        @WithDefault("float32")
        String precision();

        /** Whether LibTorch records the kernels of a step as a CUDA graph and launches them together, on a GPU. */
        @WithDefault("true")
        boolean cudaGraph();

        /**
         * Host names for which the live page answers, in addition to localhost and the machine's own name and address, for example that
         * of an ingress. {@code *} allows every host name.
         */
        Optional<List<String>> pageHosts();

        /** The address of the live page that the trainer prints, if browsers use another address than that of the process. */
        Optional<String> pageUrl();

        /** Runs that the live page shows: those of its {@code own} topics, or of {@code all} topics whose prefix begins with its own. */
        @WithDefault("own")
        ShownRuns pageRuns();

        /** The folder of the engines that are not part of the service. The default is {@code engines} in the service's folder. */
        Optional<Path> engines();
    }

    /** Limits of the health checks. */
    interface TrainerHealthLimits {

        /** A trainer is not live if a step, or a batch of an evaluation, takes longer. */
        @WithDefault("10m")
        Duration stalledAfter();

        /** A trainer is not ready if it has waited for data for longer. */
        @WithDefault("30s")
        Duration starvedAfter();
    }
}
