package cutmix.local.mlflow;

import cutmix.schemas.text.Printable;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Training runs on their way to an MLflow server. Started anew with the same records it logs what is missing, and nothing twice. A server
 * that does not answer is said once, and tried again after growing pauses. Not for several threads.
 */
public final class MlflowLog {

    private static final Duration SHORT = Duration.ofMillis(500);

    private final MlflowServer server;
    private final String experiment;
    private final RemoteRuns remote;
    private final Consumer<String> notices;
    private final Pause pause = new Pause(System::nanoTime);
    private final List<RunLog> runs = new ArrayList<>();
    private final Map<String, RunLog> newest = new HashMap<>();
    private Optional<String> complaint = Optional.empty();

    /**
     * @param experiment its name; it is made where it is missing
     * @param notices take lines for the user
     */
    public MlflowLog(MlflowServer server, String experiment, Consumer<String> notices) {
        this.server = server;
        this.experiment = experiment;
        this.remote = new RemoteRuns(new MlflowApi(server), experiment);
        this.notices = notices;
        if (server.exposesCredentials()) {
            notices.accept(
                    "warning: " + server + " is asked without encryption, and user and password, or the token, can be"
                            + " read on the way: use https");
        }
    }

    /** A run that begins now. */
    public void begin(TrainingRun run) {
        start(new RunLog(run, Optional.empty(), notices));
    }

    private RunLog start(RunLog log) {
        runs.add(log);
        RunLog earlier = newest.put(log.run().name(), log);
        if (earlier != null) {
            earlier.supersede();
        }
        return log;
    }

    /** An epoch, of a run that has begun or of another; each run's in their order. */
    public void add(EpochLog epoch) {
        RunLog log = newest.get(epoch.run());
        if (log == null || !log.goesOnWith(epoch)) {
            log = start(new RunLog(TrainingRun.of(epoch), Optional.empty(), notices));
        }
        log.add(epoch);
    }

    /** All that an earlier log could not deliver. */
    public void add(Backlog backlog) {
        for (Backlog.Run left : backlog.runs()) {
            RunLog log = start(new RunLog(left.run(), Optional.ofNullable(left.firstEpoch()), notices));
            left.epochs().forEach(log::add);
            log.conclude(
                    left.status(),
                    left.ended(),
                    left.artifacts().stream().map(Path::of).toList());
        }
    }

    /**
     * What became of a run that has begun.
     *
     * @param artifacts those that are there are uploaded
     */
    public void conclude(String run, RunStatus status, List<Path> artifacts) {
        newest.get(run).conclude(status, System.currentTimeMillis(), artifacts);
    }

    /** Logs what is not logged, unless the server has failed a moment ago. */
    public void attempt() throws InterruptedException {
        if (pause.isOver()) {
            flush();
        }
    }

    /**
     * Logs what is not logged, and tries it again for a while where the server does not answer.
     *
     * @return whether all is logged
     */
    public boolean finish(Duration patience) throws InterruptedException {
        long began = System.nanoTime();
        Optional<IOException> failure = flush();
        while (failure.isPresent()
                && !(failure.get() instanceof MlflowRefusal)
                && System.nanoTime() - began < patience.toNanos()) {
            Thread.sleep(SHORT.toMillis());
            failure = flush();
        }
        return failure.isEmpty();
    }

    /** What is not logged. */
    public Backlog backlog() {
        return new Backlog(
                experiment,
                runs.stream()
                        .filter(run -> !run.isLogged())
                        .map(RunLog::backlog)
                        .toList());
    }

    /** Why it is not. */
    public Optional<String> complaint() {
        return complaint;
    }

    private Optional<IOException> flush() throws InterruptedException {
        Optional<IOException> failure = Optional.empty();
        for (RunLog run : runs) {
            try {
                run.flush(remote);
            } catch (MlflowRefusal e) {
                failure = Optional.of(e);
            } catch (IOException e) {
                failure = Optional.of(e);
                break; // The others would wait for the same.
            }
        }
        if (failure.isPresent()) {
            pause.failed();
            complain(failure.get().getMessage());
        } else {
            pause.succeeded();
            complaint.ifPresent(earlier -> notices.accept("MLflow at " + server + " takes the runs now"));
            complaint = Optional.empty();
        }
        return failure;
    }

    private void complain(String message) {
        if (complaint.isEmpty()) {
            notices.accept("warning: " + Printable.of(message) + "; it is tried again");
        }
        complaint = Optional.of(message);
    }
}
