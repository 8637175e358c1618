package cutmix.launcher.mlflow;

import cutmix.schemas.EpochMetrics;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * The logged data of one epoch of one training run.
 *
 * @param id distinguishes runs of the same name; empty in records of earlier versions
 * @param epoch counted from 1; MLflow's step
 * @param epochs number of epochs of the whole run
 * @param timestamp timestamp of the record on the metrics topic, in milliseconds since 1970
 * @param seconds duration of the epoch
 * @param started start of the run's training, in milliseconds since 1970 by the trainer's clock; 0 if unknown
 * @param settings settings of the training and of the mixing, by name; empty if the record has none
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

    /** Returns the parameters of the run that the record of the epoch contains. */
    Map<String, String> parameters() {
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put("path", path);
        parameters.put("recipe", recipe);
        parameters.put("seed", String.valueOf(seed));
        parameters.put("epochs", String.valueOf(epochs));
        parameters.putAll(settings);
        return parameters;
    }

    /**
     * Returns the start of the run in milliseconds since 1970 according to the record; if it is unknown, the start of
     * this epoch.
     */
    public long runBegan() {
        return started > 0 ? started : timestamp - Math.round(1000 * seconds);
    }
}
