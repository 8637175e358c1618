package cutmix.local.mlflow;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** One training run, and what of it is not logged yet. */
final class RunLog {

    private final TrainingRun run;
    private final Consumer<String> notices;
    private final List<EpochLog> pending = new ArrayList<>();
    private Optional<String> firstEpoch;
    private int lastEpoch;
    private boolean opened;
    private RunStatus status = RunStatus.RUNNING;
    private long ended;
    private List<Path> artifacts = List.of();
    private Optional<Known> known = Optional.empty();

    /** What the server has, for certain. */
    private static final class Known {
        private final RemoteRun remote;
        private final Map<String, Set<Long>> steps;
        private RunStatus status;

        Known(RemoteRun remote, Map<String, Set<Long>> steps) {
            this.remote = remote;
            this.steps = steps;
            this.status = remote.status();
        }
    }

    /** @param firstEpoch the time of its first epoch's record, where it is known already */
    RunLog(TrainingRun run, Optional<String> firstEpoch, Consumer<String> notices) {
        this.run = run;
        this.firstEpoch = firstEpoch;
        this.notices = notices;
    }

    TrainingRun run() {
        return run;
    }

    /**
     * Whether an epoch is of this run: by its id or, where neither has one, since it comes after those that are known. Then one
     * that does not is of another run with this name.
     */
    boolean goesOnWith(EpochLog epoch) {
        return epoch.id().equals(run.id()) && (!run.id().isEmpty() || epoch.epoch() > lastEpoch);
    }

    void add(EpochLog epoch) {
        if (firstEpoch.isEmpty()) {
            firstEpoch = Optional.of(String.valueOf(epoch.timestamp()));
        }
        lastEpoch = epoch.epoch();
        ended = epoch.timestamp();
        pending.add(epoch);
        if (!run.launched() && epoch.isLast()) {
            status = RunStatus.FINISHED;
        }
    }

    /**
     * Nothing more comes.
     *
     * @param when in milliseconds
     */
    void conclude(RunStatus outcome, long when, List<Path> files) {
        status = outcome;
        ended = when;
        artifacts = List.copyOf(files);
    }

    /** Another run of the same name has begun, so that this one will not end by itself. */
    void supersede() {
        if (status == RunStatus.RUNNING) {
            status = RunStatus.KILLED;
        }
    }

    boolean isLogged() {
        return opened
                && pending.isEmpty()
                && artifacts.isEmpty()
                && (status == RunStatus.RUNNING
                        || known.filter(server -> server.status != RunStatus.RUNNING)
                                .isPresent());
    }

    /** What is not logged. */
    Backlog.Run backlog() {
        return new Backlog.Run(
                run,
                firstEpoch.orElse(null),
                pending,
                status,
                ended,
                artifacts.stream().map(Path::toAbsolutePath).map(Path::toString).toList());
    }

    /**
     * Logs all that is not; nothing twice, whatever became of an earlier attempt.
     *
     * @throws IOException if the server does not take it
     */
    void flush(RemoteRuns runs) throws IOException, InterruptedException {
        if (isLogged()) {
            return;
        }
        boolean certain = false;
        try {
            Known server = known.isPresent() ? known.get() : open(runs);
            known = Optional.of(server);
            for (EpochLog epoch : List.copyOf(pending)) {
                log(runs, server, epoch);
                pending.remove(0);
            }
            if (status != RunStatus.RUNNING && server.status == RunStatus.RUNNING) {
                runs.update(server.remote, status, Optional.of(ended));
                server.status = status;
            }
            upload(runs, server);
            certain = true;
        } finally {
            if (!certain) {
                known = Optional.empty();
            }
        }
    }

    private Known open(RemoteRuns runs) throws IOException, InterruptedException {
        RemoteRun remote = runs.open(run, firstEpoch);
        List<LogBatch.Entry> parameters =
                LogBatch.missing(run.parameters(), remote.parameters().keySet());
        if (!parameters.isEmpty()) {
            runs.log(new LogBatch(remote.id(), List.of(), parameters, List.of()));
        }
        opened = true;
        Set<String> keys = new HashSet<>();
        pending.forEach(epoch -> keys.addAll(epoch.metrics().keySet()));
        return new Known(remote, new HashMap<>(runs.steps(remote, keys)));
    }

    private void log(RemoteRuns runs, Known server, EpochLog epoch) throws IOException, InterruptedException {
        List<LogBatch.Metric> metrics = LogBatch.missing(epoch, server.steps);
        boolean first = !server.remote.tags().containsKey(RemoteRun.FIRST_EPOCH)
                && firstEpoch.filter(String.valueOf(epoch.timestamp())::equals).isPresent();
        if (metrics.isEmpty() && !first) {
            return;
        }
        if (server.status != RunStatus.RUNNING) {
            runs.update(server.remote, RunStatus.RUNNING, Optional.empty());
            server.status = RunStatus.RUNNING;
        }
        List<LogBatch.Entry> tags =
                first ? LogBatch.tags(Map.of(RemoteRun.FIRST_EPOCH, firstEpoch.orElseThrow())) : List.of();
        runs.log(new LogBatch(server.remote.id(), metrics, List.of(), tags));
    }

    private void upload(RemoteRuns runs, Known server) throws IOException, InterruptedException {
        if (artifacts.isEmpty()) {
            return;
        }
        if (!Artifacts.upload(runs.api(), server.remote.artifacts(), artifacts)) {
            notices.accept("warning: the artifacts of " + run.name() + " are not uploaded: MLflow keeps them at "
                    + server.remote.artifacts() + ", not behind its server (mlflow server --serve-artifacts)");
        }
        artifacts = List.of();
    }
}
