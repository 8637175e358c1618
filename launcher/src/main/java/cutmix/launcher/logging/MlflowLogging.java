package cutmix.launcher.logging;

import cutmix.launcher.kafka.Brokers;
import cutmix.launcher.kafka.MetricsFeed;
import cutmix.launcher.mlflow.Backlog;
import cutmix.launcher.mlflow.BacklogFile;
import cutmix.launcher.mlflow.MlflowLog;
import cutmix.launcher.mlflow.MlflowRun;
import cutmix.launcher.mlflow.RunStatus;
import cutmix.schemas.failure.UserException;
import cutmix.schemas.output.LinePrefix;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.apache.kafka.common.KafkaException;

/** Logs a run to an MLflow server on a thread that reads the metrics topic. */
public final class MlflowLogging implements RunLogging {

    /** The file in the folder of the run with the data that is not logged yet. */
    static final String BACKLOG = "mlflow-backlog.json";

    private static final Duration MAX_WAIT_WHEN_KILLED = Duration.ofSeconds(5);
    private static final Duration UNNOTICED = Duration.ofSeconds(1);
    private static final Duration BROKER_TIMEOUT = Duration.ofSeconds(2);

    private final MlflowTarget target;
    private final LoggedRuns runs;
    private final Consumer<String> notices;
    private final BacklogFile file;
    private final AtomicReference<RunStatus> outcome = new AtomicReference<>();
    private final CountDownLatch concluded = new CountDownLatch(1);
    private final AtomicReference<String> unlogged = new AtomicReference<>();
    private final Thread thread;

    private MlflowLogging(MlflowTarget target, LoggedRuns runs, Brokers brokers, Consumer<String> notices) {
        this.target = target;
        this.runs = runs;
        this.notices = notices;
        this.file = new BacklogFile(runs.reproduction().plan().out().resolve(BACKLOG), System::nanoTime);
        this.thread = new Thread(() -> log(brokers), "mlflow");
        // The thread that ends the run waits for this thread, with a time limit.
        thread.setDaemon(true);
    }

    /** Returns the message about a killed run with unlogged data. */
    public static String leftBehind(Path run) {
        Path left = run.resolve(BACKLOG);
        return Files.exists(left) ? "; complete it in MLflow with ./cutmix mlflow URI --from " + left : "";
    }

    /** @param notices receives lines for the user */
    public static RunLogging start(MlflowTarget target, LoggedRuns runs, Brokers brokers, Consumer<String> notices) {
        MlflowLogging logging = new MlflowLogging(target, runs, brokers, notices);
        logging.thread.start();
        return logging;
    }

    @Override
    public void conclude(RunStatus status) {
        if (outcome.compareAndSet(null, status)) {
            concluded.countDown();
        }
    }

    @Override
    public Optional<String> unlogged() {
        return Optional.ofNullable(unlogged.get());
    }

    @Override
    public void close() {
        conclude(RunStatus.FAILED);
        Duration maxWait = outcome.get() == RunStatus.KILLED ? MAX_WAIT_WHEN_KILLED : MlflowTarget.MAX_WAIT;
        try {
            thread.join(UNNOTICED.toMillis());
            if (thread.isAlive()) {
                notices.accept("Waiting for MLflow at " + target.server() + ", " + maxWait.toSeconds() + " s at most");
                thread.join(maxWait.toMillis());
                thread.interrupt();
                thread.join(BROKER_TIMEOUT.toMillis());
            }
        } catch (InterruptedException e) {
            thread.interrupt();
            Thread.currentThread().interrupt();
        }
    }

    private void log(Brokers brokers) {
        MlflowLog log = target.open(notices);
        FollowedRun run = new FollowedRun(runs, log, target.extras(), file::changed);
        boolean inTime = true;
        try {
            follow(brokers, log, run);
        } catch (InterruptedException e) {
            inTime = false;
        }
        run.conclude(outcome.get());
        try {
            inTime = inTime && log.finish(MlflowTarget.MAX_WAIT);
        } catch (InterruptedException e) {
            inTime = false;
        }
        if (inTime) {
            file.remove();
        } else {
            keep(log);
        }
    }

    private void follow(Brokers brokers, MlflowLog log, FollowedRun run) throws InterruptedException {
        // Steps are read even if they are not logged, because they state when a trainer began.
        try (MetricsFeed feed = new MetricsFeed(brokers, true, notices)) {
            while (outcome.get() == null) {
                feed.poll(run);
                run.readMachine();
                file.keep(() -> log.unfinished(runs::possibleArtifactsOf));
                log.attempt();
                run.newPage().ifPresent(page -> notices.accept("This run in MLflow: " + page));
            }
            feed.readToEnd(BROKER_TIMEOUT, run);
        } catch (KafkaException | UserException e) {
            // When a run is killed, its broker may end before this thread.
            if (outcome.get() != RunStatus.KILLED) {
                notices.accept(
                        LinePrefix.WARNING + "the metrics topic is no longer logged to MLflow: " + e.getMessage());
            }
            concluded.await();
        }
    }

    private void keep(MlflowLog log) {
        String why = log.complaint().orElse("there was not enough time");
        try {
            Backlog backlog = log.backlog();
            backlog.write(file.path());
            int epochs =
                    backlog.runs().stream().mapToInt(run -> run.epochs().size()).sum();
            String names = String.join(
                    ", ",
                    backlog.runs().stream()
                            .map(Backlog.UnloggedRun::run)
                            .map(MlflowRun::name)
                            .toList());
            unlogged.set(LinePrefix.WARNING + "not all of " + names + " is logged to MLflow (" + epochs
                    + " epochs are left): " + why + "; log the rest with ./cutmix mlflow " + target.server()
                    + " --from " + file.path());
        } catch (IOException e) {
            unlogged.set(LinePrefix.WARNING + "not all is logged to MLflow: " + why + "; and it could not be kept in "
                    + file.path() + ": " + e.getMessage());
        }
        unlogged().ifPresent(notices);
    }
}
