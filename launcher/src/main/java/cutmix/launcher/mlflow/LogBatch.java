package cutmix.launcher.mlflow;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A request of {@code runs/log-batch}, within MLflow's limits. */
record LogBatch(@JsonProperty("run_id") String runId, List<Metric> metrics, List<Entry> params, List<Entry> tags) {

    /** The maximum number of metrics in one request. */
    static final int MAX_METRICS = 1000;

    private static final int MAX_ENTRIES = 100;
    private static final int MAX_KEY = 250;
    private static final int MAX_PARAMETER = 6000;
    private static final int MAX_TAG = 5000;

    /** Returns a value at a step. Infinities and NaN are written by name. */
    record Metric(String key, double value, long timestamp, long step) {}

    /** Returns a parameter or a tag. */
    record Entry(String key, String value) {}

    /**
     * Returns the metrics of an epoch that the run lacks.
     *
     * @param logged last logged steps by key
     */
    static List<Metric> missing(EpochLog epoch, Map<String, Set<Long>> logged) {
        return epoch.metrics().entrySet().stream()
                .filter(metric ->
                        !logged.getOrDefault(metric.getKey(), Set.of()).contains((long) epoch.epoch()))
                .map(metric -> new Metric(metric.getKey(), metric.getValue(), epoch.timestamp(), epoch.epoch()))
                .toList();
    }

    /** Returns the parameters that the run lacks. MLflow does not allow changes to existing ones. */
    static List<Entry> missing(Map<String, String> parameters, Set<String> logged) {
        return parameters.entrySet().stream()
                .map(parameter -> new Entry(key(parameter.getKey()), cut(parameter.getValue(), MAX_PARAMETER)))
                .filter(parameter -> !logged.contains(parameter.key()))
                .limit(MAX_ENTRIES)
                .toList();
    }

    /** Creates a request for values other than the metrics of epochs. */
    static LogBatch of(String runId, List<MetricPoint> points) {
        return new LogBatch(runId, points.stream().map(MetricPoint::metric).toList(), List.of(), List.of());
    }

    static List<Entry> tags(Map<String, String> tags) {
        return tags.entrySet().stream()
                .map(tag -> new Entry(key(tag.getKey()), cut(tag.getValue(), MAX_TAG)))
                .limit(MAX_ENTRIES)
                .toList();
    }

    private static String key(String name) {
        return cut(name.replaceAll("[^\\w./ -]", "_"), MAX_KEY);
    }

    private static String cut(String text, int length) {
        return text.length() <= length ? text : text.substring(0, length);
    }
}
