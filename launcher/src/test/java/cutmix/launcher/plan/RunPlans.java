package cutmix.launcher.plan;

import java.util.List;

/** The options of a small run, as a base for tests. */
public final class RunPlans {

    private RunPlans() {}

    /** Two epochs of the sample with seed 7, in 4 partitions. */
    public static DataBuilder data() {
        return RunPlan.Data.builder().dataset("sample").epochs(2).seed(7).partitions(4);
    }

    /** Both paths with the Keras recipe: 8 layers, batches of 32, one thread. */
    public static TrainingBuilder training() {
        return RunPlan.Training.builder()
                .paths(List.of("cutmix", "plain"))
                .recipe("keras")
                .depth(8)
                .batchSize(32)
                .threads(1);
    }

    /** A broker on its default port, and one worker. */
    public static ProcessesBuilder processes() {
        return RunPlan.Processes.builder().augmenters(1).brokerPort(19092);
    }
}
