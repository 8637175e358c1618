package cutmix.bench;

import cutmix.broker.KafkaBroker;
import cutmix.local.ChildProcess;
import cutmix.local.Installation;
import cutmix.schemas.UserException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** How long a user waits before the network learns. */
final class StartRows {

    private static final int RUNS = 3;
    private static final long STOP_SECONDS = 30;
    private static final long STEP_SECONDS = 300;

    private StartRows() {}

    /** {@code ./cutmix run}, built, with its defaults: until a trainer tells of its first step. The median of some runs. */
    static Row firstStep(Installation installation, Path folder) throws IOException, InterruptedException {
        List<Double> seconds = new ArrayList<>();
        for (int run = 0; run < RUNS; run++) {
            seconds.add(secondsToFirstStep(installation, folder.resolve("start-" + run)));
        }
        Collections.sort(seconds);
        return new Row(
                "./cutmix run to the first step",
                String.format(
                        Locale.ROOT,
                        "median of %d; fastest %.1f s, slowest %.1f s",
                        RUNS,
                        seconds.get(0),
                        seconds.get(RUNS - 1)),
                String.format(Locale.ROOT, "%.1f s", seconds.get(RUNS / 2)),
                "≤ 12 s");
    }

    private static double secondsToFirstStep(Installation installation, Path out)
            throws IOException, InterruptedException {
        List<String> command = List.of(
                installation.home().resolve("cutmix").toString(),
                "run",
                "--out",
                out.toString(),
                "--broker-port",
                String.valueOf(KafkaBroker.freePort()));
        CompletableFuture<Long> firstStep = new CompletableFuture<>();
        long start = System.nanoTime();
        ChildProcess run =
                ChildProcess.start("run", command, Map.of(), out.resolveSibling(out.getFileName() + ".log"), line -> {
                    if (line.contains("| Epoch 1/")) {
                        firstStep.complete(System.nanoTime());
                    }
                });
        try {
            return Duration.ofNanos(firstStep.get(STEP_SECONDS, TimeUnit.SECONDS) - start)
                            .toNanos()
                    * 1e-9;
        } catch (ExecutionException | TimeoutException e) {
            throw new UserException("no step within " + STEP_SECONDS + " s of ./cutmix run", e);
        } finally {
            run.terminate();
            run.awaitEnd(STOP_SECONDS);
        }
    }
}
