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

    public static MlflowRunBuilder builder() {
        return new MlflowRunBuilder();
    }

    /** Creates a run that is known only from its first epoch. */
    static MlflowRun of(EpochLog first) {
        return builder()
                .name(first.run())
                .id(first.id())
                .started(first.runBegan())
                .parameters(first.parameters())
                .tags(Map.of("mlflow.source.name", "./cutmix mlflow", "cutmix.path", first.path()))
                .build();
    }

    /** Returns the same run with the start time of its trainer. */
    public MlflowRun begunAt(long time) {
        return copy().started(time).build();
    }

    /** Returns the same run as the child of another one. */
    MlflowRun below(String other) {
        return copy().parent(other).build();
    }

    private MlflowRunBuilder copy() {
        return builder()
                .name(name)
                .id(id)
                .started(started)
                .launched(launched)
                .parameters(parameters)
                .tags(tags)
                .requested(requested)
                .parent(parent)
                .source(source);
    }

    /** Returns the id that distinguishes this run from others of its name, if this launcher started it. */
    Optional<String> launch() {
        return launched ? Optional.of(String.valueOf(started)) : Optional.empty();
    }

    Optional<DatasetSource> datasetSource() {
        return Optional.ofNullable(source);
    }

    /**
     * Builds an {@link MlflowRun} from named values. By default, the id is unknown, another launcher started the run, and it has
     * no parameters, tags and parent.
     */
    public static final class MlflowRunBuilder {
        private String name;
        private String id = "";
        private long started;
        private boolean launched;
        private Map<String, String> parameters = Map.of();
        private Map<String, String> tags = Map.of();
        private Map<String, String> requested = Map.of();
        private String parent;
        private DatasetSource source;

        private MlflowRunBuilder() {}

        public MlflowRunBuilder name(String value) {
            name = value;
            return this;
        }

        public MlflowRunBuilder id(String value) {
            id = value;
            return this;
        }

        public MlflowRunBuilder started(long value) {
            started = value;
            return this;
        }

        public MlflowRunBuilder launched(boolean value) {
            launched = value;
            return this;
        }

        public MlflowRunBuilder parameters(Map<String, String> value) {
            parameters = value;
            return this;
        }

        public MlflowRunBuilder tags(Map<String, String> value) {
            tags = value;
            return this;
        }

        public MlflowRunBuilder requested(Map<String, String> value) {
            requested = value;
            return this;
        }

        public MlflowRunBuilder parent(String value) {
            parent = value;
            return this;
        }

        public MlflowRunBuilder source(DatasetSource value) {
            source = value;
            return this;
        }

        public MlflowRun build() {
            return new MlflowRun(name, id, started, launched, parameters, tags, requested, parent, source);
        }
    }
}
