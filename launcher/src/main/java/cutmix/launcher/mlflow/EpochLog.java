package cutmix.launcher.mlflow;

import cutmix.schemas.EpochMetrics;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * The logged data of one epoch of one training run.
 *
 * @param id distinguishes runs of the same name; empty in records of earlier versions
 * @param epoch counted from 1: MLflow's step
 * @param epochs of the whole run
 * @param timestamp of its record on the metrics topic, in milliseconds; the same on every read
 * @param seconds duration of the epoch
 * @param started when the run began to train, in milliseconds by the trainer's clock; 0 if its record does not say so
 * @param settings of the training and of the mixing, by name; empty if the record has none
 */
public record EpochLog(
        String run,
        String id,
        String path,
        String recipe,
        long seed,
        int epoch,
        int epochs,
        long timestamp,
        double seconds,
        Map<String, Double> metrics,
        long started,
        Map<String, String> settings) {

    public EpochLog {
        id = id == null ? "" : id; // A backlog of an earlier version.
        metrics = new LinkedHashMap<>(metrics);
        settings = new TreeMap<>(settings == null ? Map.of() : settings);
    }

    public static EpochLog of(EpochMetrics epoch, long timestamp) {
        Map<String, Double> metrics = new LinkedHashMap<>();
        metrics.put("loss", epoch.getLoss());
        metrics.put("accuracy", epoch.getAccuracy());
        metrics.put("val_loss", epoch.getValLoss());
        metrics.put("val_accuracy", epoch.getValAccuracy());
        metrics.put("seconds", epoch.getSeconds());
        metrics.put("samples_per_second", epoch.getSamplesPerSecond());
        metrics.put("data_wait_share", epoch.getDataWaitShare());
        metrics.put("learning_rate", epoch.getLearningRate());
        metrics.put("skipped", (double) epoch.getSkipped());
        return new EpochLog(
                epoch.getRun(),
                epoch.getRunId(),
                epoch.getPath(),
                epoch.getRecipe(),
                epoch.getSeed(),
                epoch.getEpoch(),
                epoch.getEpochs(),
                timestamp,
                epoch.getSeconds(),
                metrics,
                epoch.getStarted(),
                epoch.getSettings());
    }

    boolean isLast() {
        return epoch == epochs;
    }

    /** The facts about the run that the epoch's record contains. */
    Map<String, String> parameters() {
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put("path", path);
        parameters.put("recipe", recipe);
        parameters.put("seed", String.valueOf(seed));
        parameters.put("epochs", String.valueOf(epochs));
        parameters.putAll(settings);
        return parameters;
    }

    /** When the run began, in milliseconds: from the record or, without it, when this epoch began. */
    public long runBegan() {
        return started > 0 ? started : timestamp - Math.round(1000 * seconds);
    }
}
