package cutmix.bench;

import cutmix.broker.KafkaBroker;
import cutmix.launcher.child.ChildProcess;
import cutmix.launcher.installation.Installation;
import cutmix.process.OrderlyStop;
import cutmix.schemas.failure.UserException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** The time until the network begins to learn. */
final class StartRows {

    private static final int RUNS = 3;
    private static final int TRAINERS = 2;
    private static final long STEP_SECONDS = 300;

    private StartRows() {}

    /**
     * The time from {@code ./cutmix run}, built, with its defaults, to the first step of one trainer and of all
     * trainers. The medians of some runs.
     */
    static List<Row> firstSteps(Installation installation, Path folder) throws IOException, InterruptedException {
        List<Double> first = new ArrayList<>();
        List<Double> all = new ArrayList<>();
        for (int run = 0; run < RUNS; run++) {
            List<Double> steps = secondsToFirstSteps(installation, folder.resolve("start-" + run));
            first.add(steps.get(0));
            all.add(steps.get(TRAINERS - 1));
        }
        return List.of(
                row("./cutmix run to the first step", first, "≤ 12 s"), row("ditto, of both trainers", all, "–"));
    }

    private static Row row(String stage, List<Double> seconds, String goal) {
        Collections.sort(seconds);
        return new Row(
                stage,
                String.format(
                        Locale.ROOT,
                        "median of %d; fastest %.1f s, slowest %.1f s",
                        RUNS,
                        seconds.get(0),
                        seconds.get(RUNS - 1)),
                String.format(Locale.ROOT, "%.1f s", seconds.get(RUNS / 2)),
                goal);
    }

    private static List<Double> secondsToFirstSteps(Installation installation, Path out)
            throws IOException, InterruptedException {
        List<String> command = List.of(
                installation.home().resolve("cutmix").toString(),
                "run",
                "--out",
                out.toString(),
                "--broker-port",
                String.valueOf(KafkaBroker.freePort()));
        Map<String, Double> firstSteps = new ConcurrentHashMap<>();
        CountDownLatch missing = new CountDownLatch(TRAINERS);
        long start = System.nanoTime();
        ChildProcess run =
                ChildProcess.start("run", command, Map.of(), out.resolveSibling(out.getFileName() + ".log"), line -> {
                    int name = line.indexOf("| Epoch 1/");
                    if (name >= 0
                            && firstSteps.putIfAbsent(line.substring(0, name), (System.nanoTime() - start) * 1e-9)
                                    == null) {
                        missing.countDown();
                    }
                });
        try {
            if (!missing.await(STEP_SECONDS, TimeUnit.SECONDS)) {
                throw new UserException("no step within " + STEP_SECONDS + " s of ./cutmix run");
            }
            return firstSteps.values().stream().sorted().toList();
        } finally {
            run.terminate();
            run.awaitEnd(OrderlyStop.LIMIT);
        }
    }
}
