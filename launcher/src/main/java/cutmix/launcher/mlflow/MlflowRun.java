package cutmix.launcher.mlflow;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The description of a training run, without its epochs.
 *
 * @param name name on the metrics topic
 * @param id distinguishes runs of the same name; empty if unknown
 * @param started start of the run, in milliseconds since 1970
 * @param launched whether this launcher started the run and therefore also reports its outcome
 * @param parameters actual parameters
 * @param requested parameters from options; logged only if no epoch reports the actual values
 * @param parent name of the parent run with the same id; null if there is none
 * @param source source of the dataset; null if only its topic is known
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
        id = id == null ? "" : id; // A backlog of an earlier version.
        parameters = new LinkedHashMap<>(parameters);
        tags = new LinkedHashMap<>(tags);
        requested = new LinkedHashMap<>(requested == null ? Map.of() : requested);
    }

    /** Creates a run without a parent. */
    public MlflowRun(
            String name,
            String id,
            long started,
            boolean launched,
            Map<String, String> parameters,
            Map<String, String> tags) {
        this(name, id, started, launched, parameters, tags, Map.of(), null, null);
    }

    /** Creates a run that is known only from its first epoch. */
    static MlflowRun of(EpochLog first) {
        return new MlflowRun(
                first.run(),
                first.id(),
                first.runBegan(),
                false,
                first.parameters(),
                Map.of("mlflow.source.name", "./cutmix mlflow", "cutmix.path", first.path()));
    }

    /** Returns the same run with the start time of its trainer. */
    public MlflowRun begunAt(long time) {
        return new MlflowRun(name, id, time, launched, parameters, tags, requested, parent, source);
    }

    /** Returns the same run as the child of another one. */
    MlflowRun below(String other) {
        return new MlflowRun(name, id, started, launched, parameters, tags, requested, other, source);
    }

    /** Returns the id that distinguishes this run from others of its name, if this launcher started it. */
    Optional<String> launch() {
        return launched ? Optional.of(String.valueOf(started)) : Optional.empty();
    }

    Optional<DatasetSource> datasetSource() {
        return Optional.ofNullable(source);
    }
}
