package cutmix.local.mlflow;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What is told of a training run beside its epochs.
 *
 * @param name as on the metrics topic
 * @param id tells the run from others of its name; empty where it is not known
 * @param started in milliseconds, by whoever started it
 * @param launched whether that was this launcher, so that it says what becomes of the run, too
 */
public record TrainingRun(
        String name,
        String id,
        long started,
        boolean launched,
        Map<String, String> parameters,
        Map<String, String> tags) {

    public TrainingRun {
        id = id == null ? "" : id; // From a backlog that an earlier version has written.
        parameters = new LinkedHashMap<>(parameters);
        tags = new LinkedHashMap<>(tags);
    }

    /** One of which no more is known than its first epoch. */
    static TrainingRun of(EpochLog first) {
        return new TrainingRun(
                first.run(),
                first.id(),
                first.began(),
                false,
                first.parameters(),
                Map.of("mlflow.source.name", "./cutmix mlflow", "cutmix.path", first.path()));
    }

    /** What tells this run from others of its name, where this launcher started it. */
    Optional<String> launch() {
        return launched ? Optional.of(String.valueOf(started)) : Optional.empty();
    }
}
