package cutmix.launcher.mlflow;

/**
 * A value of a step or of the machine. The steps of a key only increase.
 *
 * @param timestamp in milliseconds since 1970
 */
public record MetricPoint(String key, double value, long timestamp, long step) {

    LogBatch.Metric metric() {
        return new LogBatch.Metric(key, value, timestamp, step);
    }
}
