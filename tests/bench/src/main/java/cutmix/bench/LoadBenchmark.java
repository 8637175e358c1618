package cutmix.bench;

import cutmix.launcher.child.ChildProcess;
import cutmix.schemas.kafka.Topics;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/**
 * A workload of the loader.
 *
 * @param dataset option of the loader
 * @param epochs number of epochs of 2,000 images each
 */
record LoadBenchmark(String dataset, int epochs) {

    private static final int EPOCH_SIZE = 2000;

    long records() {
        return (long) epochs * EPOCH_SIZE;
    }

    /**
     * Runs a loader on the workload.
     *
     * @param environment further variables of the loader
     */
    ThroughputProbe into(Topics topics, Cluster cluster, Map<String, String> environment)
            throws IOException, InterruptedException {
        ChildProcess loader = cluster.service(
                "loader-service",
                topics.prefix(),
                List.of(
                        "--dataset", dataset,
                        "--epochs", String.valueOf(epochs),
                        "--train-limit", String.valueOf(EPOCH_SIZE),
                        "--partitions", String.valueOf(Cluster.PARTITIONS)),
                environment);
        ThroughputProbe probe = ThroughputProbe.of(cluster, topics.trainImages(), records(), loader);
        Cluster.await(loader);
        return probe;
    }
}
