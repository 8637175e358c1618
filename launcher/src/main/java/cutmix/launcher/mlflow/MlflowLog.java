package cutmix.launcher.mlflow;

import cutmix.launcher.mlflow.server.Experiment;
import cutmix.launcher.mlflow.server.MlflowApi;
import cutmix.launcher.mlflow.server.MlflowRefusal;
import cutmix.launcher.mlflow.server.MlflowServer;
import cutmix.schemas.output.LinePrefix;
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
import java.util.function.Function;

/**
 * Delivers training runs to an MLflow server. After a restart with the same records, it logs only what is missing. It
 * reports an unreachable server once and retries after growing pauses. Not thread-safe.
 */
public final class MlflowLog {

    private static final Duration SHORT = Duration.ofMillis(500);

    private final MlflowServer server;
    private final String name;
    private final Experiment experiment;
    private final RemoteRuns remote;
    private final Consumer<String> notices;
    private final RetryBackoff pause = new RetryBackoff(System::nanoTime);
    private final List<RunLog> runs = new ArrayList<>();
    private final ParentRuns families;
    private final BufferedSteps waiting = new BufferedSteps();
    private final Map<String, RunLog> newest = new HashMap<>();
    private Optional<String> complaint = Optional.empty();
    private boolean warned;

    /**
     * @param experiment name of the experiment, which is created if it does not exist
     * @param notices receives lines for the user
     */
    public MlflowLog(MlflowServer server, String experiment, Consumer<String> notices) {
        this.server = server;
        this.name = experiment;
        MlflowApi api = new MlflowApi(server);
        this.experiment = new Experiment(api, experiment);
        this.remote = new RemoteRuns(api, this.experiment);
        this.notices = notices;
        this.families = new ParentRuns(notices);
        if (server.exposesCredentials()) {
            notices.accept(LinePrefix.WARNING + server
                    + " is contacted without encryption, so others on the network can read the user and password or the"
                    + " token: use https");
        }
    }

    /** Begins a run, whose parent must already exist. */
    public void begin(MlflowRun run) {
        start(new RunLog(run, Optional.empty(), notices));
    }

    /** Returns whether a run of this name has begun. */
    public boolean hasBegun(String run) {
        return newest.containsKey(run);
    }

    private RunLog start(RunLog log) {
        runs.add(log);
        RunLog earlier = newest.put(log.run().name(), log);
        if (earlier != null) {
            earlier.supersede();
        }
        return log;
    }

    /** Adds an epoch. The epochs of each run must be added in order. */
    public void add(EpochLog epoch) {
        RunLog log = newest.get(epoch.run());
        if (log == null || !log.includes(epoch)) {
            log = start(new RunLog(MlflowRun.of(epoch), Optional.empty(), notices));
            families.join(log, epoch.path()).ifPresent(parent -> runs.add(0, parent));
        }
        log.add(epoch);
        log.add(waiting.taken(epoch));
        families.ended();
    }

    /** Adds a step of a run with an id. It is logged after an epoch of that run has been added. */
    public void add(StepLog step) {
        RunLog log = newest.get(step.run());
        if (log != null && step.id().equals(log.run().id())) {
            log.add(step.points());
        } else {
            waiting.add(step);
        }
    }

    /** Logs the datasets of a child run for its parent, which must have begun. */
    public void nameDatasets(String run, EpochLog epoch) {
        newest.get(run).nameDatasetsOf(epoch);
    }

    /**
     * Returns the address of a run's page when the server has the run. Newer servers show it as the training of a
     * neural network.
     */
    public Optional<String> page(String run) {
        return Optional.ofNullable(newest.get(run)).flatMap(RunLog::id).flatMap(id -> experiment
                .knownId()
                .map(known -> server + "/#/experiments/" + known + "/runs/" + id + "?workflowType=machine_learning"));
    }

    /** Adds values other than epochs to a run that has begun. */
    public void add(String run, List<MetricPoint> points) {
        newest.get(run).add(points);
    }

    /** Adds all data that an earlier log could not deliver. */
    public void add(Backlog backlog) {
        for (Backlog.UnloggedRun left : backlog.runs()) {
            RunLog log = start(new RunLog(left.run(), Optional.ofNullable(left.firstEpoch()), notices));
            left.epochs().forEach(log::add);
            log.add(left.points());
            log.conclude(
                    left.status(),
                    left.ended(),
                    left.artifacts().stream().map(Path::of).toList());
        }
    }

    /**
     * Records the outcome of a run that has begun.
     *
     * @param ended end of the run, in milliseconds since 1970; a finished run ends with its last epoch
     * @param artifacts files to upload if they exist
     */
    public void conclude(String run, RunStatus status, long ended, List<Path> artifacts) {
        newest.get(run).conclude(status, ended, artifacts);
    }

    /** Logs the pending data, unless the server has failed recently. */
    public void attempt() throws InterruptedException {
        if (pause.hasPassed() && flush().isPresent()) {
            warn();
        }
    }

    /**
     * Logs the pending data. Retries for a limited time if the server does not answer.
     *
     * @return whether all data is logged; otherwise, the caller must report {@link #complaint}
     */
    public boolean finish(Duration maxWait) throws InterruptedException {
        long began = System.nanoTime();
        Optional<IOException> failure = flush();
        while (failure.isPresent()
                && !(failure.get() instanceof MlflowRefusal)
                && System.nanoTime() - began < maxWait.toNanos()) {
            warn();
            Thread.sleep(SHORT.toMillis());
            failure = flush();
        }
        return failure.isEmpty();
    }

    /** Returns the unlogged data. */
    public Backlog backlog() {
        return new Backlog(
                name,
                runs.stream()
                        .filter(run -> !run.isLogged())
                        .map(RunLog::backlog)
                        .toList());
    }

    /**
     * Returns the data that would remain unlogged if this process were killed now.
     *
     * @param artifacts returns the files that a run may write
     */
    public Backlog unfinished(Function<String, List<Path>> artifacts) {
        long now = System.currentTimeMillis();
        return new Backlog(
                name,
                runs.stream()
                        .flatMap(run ->
                                run.unfinished(now, artifacts.apply(run.run().name())).stream())
                        .toList());
    }

    /** Returns the reason why data is not logged. */
    public Optional<String> complaint() {
        return complaint;
    }

    private Optional<IOException> flush() throws InterruptedException {
        Optional<IOException> failure = Optional.empty();
        try {
            experiment.id();
        } catch (IOException e) {
            failure = Optional.of(e);
        }
        for (RunLog run : failure.isPresent() ? List.<RunLog>of() : runs) {
            try {
                run.flush(remote);
            } catch (MlflowRefusal e) {
                failure = Optional.of(e);
            } catch (IOException e) {
                failure = Optional.of(e);
                break; // The other runs would fail in the same way.
            }
        }
        if (failure.isPresent()) {
            pause.failed();
            complaint = failure.map(Throwable::getMessage);
        } else {
            pause.succeeded();
            if (warned) {
                notices.accept("MLflow at " + server + " accepts the runs again");
            }
            warned = false;
            complaint = Optional.empty();
        }
        return failure;
    }

    private void warn() {
        if (!warned) {
            notices.accept(LinePrefix.WARNING + Printable.of(complaint.orElseThrow()) + "; retrying");
        }
        warned = true;
    }
}
