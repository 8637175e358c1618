package cutmix.launcher.mlflow;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What is told of a training run beside its epochs.
 *
 * @param name as on the metrics topic
 * @param id tells the run from others of its name; empty where it is not known
 * @param started in milliseconds
 * @param launched whether this launcher started it, so that it says what becomes of the run, too
 * @param parameters that it has for certain
 * @param requested parameters that were asked for; they are logged only where no epoch says what came of them
 * @param parent the name of the run, with the same id, below which it is shown; null without one
 * @param source of its dataset; null where only its topic is known
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record MlflowRun(
        String name,
        String id,
        long started,
        boolean launched,
        Map<String, String> parameters,
        Map<String, String> tags,
        Map<String, String> requested,
        String parent,
        DatasetSource source) {

    public MlflowRun {
        id = id == null ? "" : id; // From a backlog that an earlier version has written.
        parameters = new LinkedHashMap<>(parameters);
        tags = new LinkedHashMap<>(tags);
        requested = new LinkedHashMap<>(requested == null ? Map.of() : requested);
    }

    /** One by itself. */
    public MlflowRun(
            String name,
            String id,
            long started,
            boolean launched,
            Map<String, String> parameters,
            Map<String, String> tags) {
        this(name, id, started, launched, parameters, tags, Map.of(), null, null);
    }

    /** One of which no more is known than its first epoch. */
    static MlflowRun of(EpochLog first) {
        return new MlflowRun(
                first.run(),
                first.id(),
                first.runBegan(),
                false,
                first.parameters(),
                Map.of("mlflow.source.name", "./cutmix mlflow", "cutmix.path", first.path()));
    }

    /** The same, with the time at which its trainer began. */
    public MlflowRun begunAt(long time) {
        return new MlflowRun(name, id, time, launched, parameters, tags, requested, parent, source);
    }

    /** The same, shown below another. */
    MlflowRun below(String other) {
        return new MlflowRun(name, id, started, launched, parameters, tags, requested, other, source);
    }

    /** What tells this run from others of its name, where this launcher started it. */
    Optional<String> launch() {
        return launched ? Optional.of(String.valueOf(started)) : Optional.empty();
    }

    Optional<DatasetSource> datasetSource() {
        return Optional.ofNullable(source);
    }
}
