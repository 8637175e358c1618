package cutmix.launcher.mlflow;

/**
 * A value besides the epochs, of a step or of the machine. The steps of a key only increase.
 *
 * @param timestamp in milliseconds
 */
public record MetricPoint(String key, double value, long timestamp, long step) {

    LogBatch.Metric metric() {
        return new LogBatch.Metric(key, value, timestamp, step);
    }
}
