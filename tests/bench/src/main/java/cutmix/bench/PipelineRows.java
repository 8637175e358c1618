package cutmix.bench;

import cutmix.launcher.kafka.RunMetrics;
import cutmix.launcher.metrics.PublishedEpoch;
import cutmix.schemas.EpochMetrics;
import cutmix.schemas.contract.PathNames;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The duration of epochs on both paths. */
final class PipelineRows {

    private static final int EPOCHS = 5;
    private static final int ROUNDS = 2;

    private PipelineRows() {}

    /** Epochs from existing topics; the trainers take turns, each on all cores. */
    static List<Row> epochs(Cluster cluster, Path folder) throws IOException, InterruptedException {
        for (int round = 0; round < ROUNDS; round++) {
            for (String path : List.of(PathNames.PLAIN, PathNames.CUTMIX)) {
                String run = path + "-" + round;
                Cluster.await(cluster.service(
                        "trainer-service",
                        "",
                        List.of(
                                "train",
                                "--path",
                                path,
                                "--run",
                                run,
                                "--epochs",
                                String.valueOf(EPOCHS),
                                "--model",
                                folder.resolve(run + ".zip").toString())));
            }
        }
        List<EpochMetrics> plain = warmEpochs(cluster, PathNames.PLAIN);
        List<EpochMetrics> cutmix = warmEpochs(cluster, PathNames.CUTMIX);
        double waited = cutmix.stream()
                .mapToDouble(EpochMetrics::getDataWaitShare)
                .max()
                .orElseThrow();
        return List.of(
                new Row(
                        "CutMix epoch ÷ plain epoch",
                        String.format(Locale.ROOT, "%.2f s; plain %.2f s", seconds(cutmix), seconds(plain)),
                        Row.times(seconds(cutmix) / seconds(plain)),
                        "≤ 1.03"),
                new Row(
                        "trainer waiting for data",
                        "the greatest share of an epoch",
                        String.format(Locale.ROOT, "%.2f %%", 100 * waited),
                        "≤ 2 %"));
    }

    /** Omits the first epoch of each run, in which code is compiled and buffers fill. */
    private static List<EpochMetrics> warmEpochs(Cluster cluster, String path) {
        List<String> runs = new ArrayList<>();
        for (int round = 0; round < ROUNDS; round++) {
            runs.add(path + "-" + round);
        }
        return RunMetrics.read(cluster.bootstrapServers(), runs, System.err::println).stream()
                .map(PublishedEpoch::metrics)
                .filter(epoch -> epoch.getEpoch() > 1)
                .toList();
    }

    /** Returns the median. */
    private static double seconds(List<EpochMetrics> epochs) {
        double[] sorted =
                epochs.stream().mapToDouble(EpochMetrics::getSeconds).sorted().toArray();
        return (sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2;
    }
}
