package cutmix.launcher.mlflow;

import cutmix.launcher.mlflow.server.Artifacts;
import cutmix.launcher.mlflow.server.MlflowApi;
import cutmix.launcher.mlflow.server.MlflowRefusal;
import cutmix.schemas.output.LinePrefix;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** One training run and its unlogged data. */
final class RunLog {

    private final Consumer<String> notices;
    private final List<EpochLog> pending = new ArrayList<>();
    private final List<MetricPoint> points = new ArrayList<>();
    private MlflowRun run;
    private Optional<String> firstEpoch;
    private Optional<EpochLog> last = Optional.empty();
    private Optional<EpochLog> described = Optional.empty();
    private boolean namesDatasets;
    private boolean opened;
    private boolean concluded;
    private RunStatus status = RunStatus.RUNNING;
    private long ended;
    private List<Path> artifacts = List.of();
    private Optional<ServerRun> known = Optional.empty();

    /** @param firstEpoch time of the first epoch's record, if already known */
    RunLog(MlflowRun run, Optional<String> firstEpoch, Consumer<String> notices) {
        this.run = run;
        this.firstEpoch = firstEpoch;
        this.notices = notices;
        this.ended = run.started();
    }

    MlflowRun run() {
        return run;
    }

    RunStatus status() {
        return status;
    }

    /** Returns the end of the run, or the time of its last record if it has not ended, in milliseconds since 1970. */
    long ended() {
        return ended;
    }

    /** Makes this run a child of another. */
    void moveBelow(String parent) {
        run = run.below(parent);
        known = Optional.empty();
        opened = false;
    }

    /**
     * Returns whether an epoch belongs to this run. The id decides or, if neither has an id, the number: an epoch that
     * does not follow the known ones belongs to another run with this name.
     */
    boolean includes(EpochLog epoch) {
        return epoch.id().equals(run.id())
                && (!run.id().isEmpty()
                        || epoch.epoch() > last.map(EpochLog::epoch).orElse(0));
    }

    void add(EpochLog epoch) {
        if (firstEpoch.isEmpty()) {
            firstEpoch = Optional.of(String.valueOf(epoch.timestamp()));
        }
        last = Optional.of(epoch);
        ended = epoch.timestamp();
        pending.add(epoch);
        if (!run.launched() && epoch.isLast()) {
            status = RunStatus.FINISHED;
        }
    }

    void add(List<MetricPoint> more) {
        points.addAll(more);
    }

    /** Logs the datasets of a child run for this run. */
    void nameDatasetsOf(EpochLog epoch) {
        if (described.isEmpty()) {
            described = Optional.of(epoch);
            namesDatasets = true;
        }
    }

    /** Returns the server's id of the run, if it is known for certain. */
    Optional<String> id() {
        return known.map(ServerRun::id);
    }

    /**
     * Ends the run.
     *
     * @param when end of the run, in milliseconds since 1970; a finished run ends with its last epoch
     */
    void conclude(RunStatus outcome, long when, List<Path> files) {
        status = outcome;
        ended = outcome == RunStatus.FINISHED ? last.map(EpochLog::timestamp).orElse(when) : when;
        artifacts = List.copyOf(files);
        concluded = true;
    }

    /** Ends this run because another run of the same name has begun. */
    void supersede() {
        if (status == RunStatus.RUNNING) {
            status = RunStatus.KILLED;
        }
    }

    boolean isLogged() {
        return opened
                && pending.isEmpty()
                && points.isEmpty()
                && artifacts.isEmpty()
                && !namesDatasets
                && (status == RunStatus.RUNNING
                        || known.filter(server -> server.status() != RunStatus.RUNNING)
                                .isPresent());
    }

    /** Returns the unlogged data. */
    Backlog.UnloggedRun backlog() {
        return backlog(status, ended, artifacts);
    }

    /**
     * Returns the data that would remain unlogged if this process were killed now, including the end of the run.
     *
     * @param now current time, in milliseconds since 1970
     * @param files files that the run may write
     */
    Optional<Backlog.UnloggedRun> unfinished(long now, List<Path> files) {
        if (concluded) {
            return isLogged() ? Optional.empty() : Optional.of(backlog());
        }
        boolean finished = last.filter(EpochLog::isLast).isPresent();
        long end = last.map(EpochLog::timestamp).orElse(now);
        return Optional.of(backlog(finished ? RunStatus.FINISHED : RunStatus.KILLED, end, files));
    }

    private Backlog.UnloggedRun backlog(RunStatus outcome, long end, List<Path> files) {
        return new Backlog.UnloggedRun(
                run,
                firstEpoch.orElse(null),
                pending,
                outcome,
                end,
                files.stream().map(Path::toAbsolutePath).map(Path::toString).toList(),
                points);
    }

    /**
     * Tries once to log all pending data, even after a failed attempt.
     *
     * @throws IOException if the server does not accept it
     */
    void flush(RemoteRuns runs) throws IOException, InterruptedException {
        if (isLogged()) {
            return;
        }
        boolean certain = false;
        try {
            ServerRun server = known.isPresent() ? known.get() : open(runs);
            known = Optional.of(server);
            for (EpochLog epoch : List.copyOf(pending)) {
                server.log(epoch, run, firstEpoch);
                pending.remove(0);
            }
            while (!points.isEmpty()) {
                List<MetricPoint> some = points.subList(0, Math.min(points.size(), LogBatch.MAX_METRICS));
                server.log(some);
                some.clear();
            }
            if (namesDatasets) {
                server.logInputs(described.orElseThrow(), run);
                namesDatasets = false;
            }
            if (concluded && firstEpoch.isEmpty()) {
                server.log(run.requested());
            }
            if (status != RunStatus.RUNNING) {
                server.end(status, ended);
            }
            upload(runs, server);
            certain = true;
        } finally {
            if (!certain) {
                known = Optional.empty();
            }
        }
    }

    private ServerRun open(RemoteRuns runs) throws IOException, InterruptedException {
        RemoteRun remote = runs.open(run, firstEpoch);
        Set<String> keys = new HashSet<>();
        pending.forEach(epoch -> keys.addAll(epoch.metrics().keySet()));
        ServerRun server = new ServerRun(runs, remote, runs.steps(remote, keys));
        server.log(run.parameters());
        Optional<String> parent = remote.tags().containsKey(RemoteRun.PARENT) ? Optional.empty() : runs.parent(run);
        if (parent.isPresent()) {
            Map<String, String> tag = new LinkedHashMap<>();
            tag.put(RemoteRun.PARENT, parent.get());
            runs.log(new LogBatch(remote.id(), List.of(), List.of(), LogBatch.tags(tag)));
        }
        opened = true;
        return server;
    }

    private void upload(RemoteRuns runs, ServerRun server) throws IOException, InterruptedException {
        if (artifacts.isEmpty()) {
            return;
        }
        Optional<String> folder = Artifacts.folder(runs.api(), server.artifacts());
        if (folder.isPresent()) {
            upload(runs.api(), folder.get());
        } else {
            notices.accept(
                    LinePrefix.WARNING + "the artifacts of " + run.name() + " are not uploaded: MLflow keeps them at "
                            + server.artifacts() + ", not behind its server (mlflow server --serve-artifacts)");
            artifacts = List.of();
        }
    }

    /** A refused artifact stays unlogged, but does not hold back the others. */
    private void upload(MlflowApi api, String folder) throws IOException, InterruptedException {
        List<Path> refused = new ArrayList<>();
        Optional<MlflowRefusal> first = Optional.empty();
        for (Path file : artifacts) {
            try {
                Artifacts.upload(api, folder, file);
            } catch (MlflowRefusal e) {
                refused.add(file);
                first = first.or(() -> Optional.of(e));
            }
        }
        artifacts = List.copyOf(refused);
        if (first.isPresent()) {
            throw refused.size() == 1
                    ? first.get()
                    : new MlflowRefusal(
                            first.get().code(),
                            first.get().getMessage() + " (and " + (refused.size() - 1) + " more are refused)");
        }
    }
}
