package cutmix.trainer;

import cutmix.schemas.ProgressForm;
import cutmix.trainer.dl4j.Execution;
import cutmix.trainer.page.pipelines.ShownRuns;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Configuration of the trainer, beside the options of its commands. */
@ConfigMapping(prefix = "cutmix")
interface TrainerConfig {

    /** Put before the name of every topic, so that several pipelines can share a cluster. */
    Optional<String> topicPrefix();

    /** How long a broker may take to answer at start-up. */
    @WithDefault("10s")
    Duration brokerTimeout();

    /** How long the brokers and the schema registry, where there is one, may take to answer at all when a training starts. */
    @WithDefault("5m")
    Duration startTimeout();

    /** How long the loader may take to describe the dataset, with as many epochs as are wanted. */
    @WithDefault("10m")
    Duration datasetTimeout();

    /** How progress is told: in lines for people, or in reports for a program. */
    @WithDefault("lines")
    ProgressForm progress();

    Trainer trainer();

    Health health();

    /** What may be read ahead. */
    interface Trainer {

        /**
         * How long Kafka may not hear of a trainer before another trainer of the same run may take over. One that goes on after
         * that, and has lost its run, ends.
         */
        @WithDefault("15s")
        Duration sessionTimeout();

        /** Epochs to train, where the command line names no number: see the option {@code --epochs}. */
        OptionalInt epochs();

        /** Samples of one partition that may wait for their turn; a partition that has more is paused. */
        @WithDefault("512")
        int samplesPerPartition();

        /** Batches that may wait for the engine. */
        @WithDefault("4")
        int batchesAhead();

        /** Bytes that samples, and again batches, may take while they wait; one sample of each partition and one batch may always. */
        @WithDefault("67108864")
        long readAheadBytes();

        /** Bytes of test images that are kept in memory (CIFAR-10 has 31 MB); if there are more, each evaluation reads them again. */
        @WithDefault("67108864")
        long testBytes();

        /** Whether the network is computed in one sequence (fused) or, for comparison, as Deeplearning4j does it (layers). */
        @WithDefault("fused")
        Execution execution();

        /** The library that computes the network, dl4j or libtorch, where the command line names none. */
        Optional<String> engine();

        /** In which numbers the convolutions are computed: float32 or, by LibTorch, bf16, and on NVIDIA GPUs tf32. */
        @WithDefault("float32")
        String precision();

        /** Whether LibTorch, on a GPU, records a step's kernels once as a CUDA graph and then launches them together. */
        @WithDefault("true")
        boolean cudaGraph();

        /** Hosts for which the live page answers, beside localhost and this machine's own name and address; {@code *} for all. */
        Optional<List<String>> pageHosts();

        /** The address of the live page that is printed, where browsers use another than this process's own. */
        Optional<String> pageUrl();

        /** Whose runs the live page shows: those of its own topics, or of all topics whose prefix begins with its own. */
        @WithDefault("own")
        ShownRuns pageRuns();

        /** The folder of the libraries that are not on the class path, each in a folder of its name. */
        Optional<Path> engines();
    }

    /** When the health endpoints find fault. */
    interface Health {

        /** A step, or a batch of an evaluation, that takes longer means that the trainer is dead. */
        @WithDefault("10m")
        Duration stalledAfter();

        /** A wait for data that takes longer means that the trainer is not ready. */
        @WithDefault("30s")
        Duration starvedAfter();
    }
}
