package cutmix.launcher.mlflow;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A dataset used by a run, in the form of {@code runs/log-inputs}. */
record DatasetInput(MlflowDataset dataset, List<LogBatch.Entry> tags) {

    private static final String CONTEXT = "mlflow.data.context";
    private static final int MAX_DIGEST = 36;
    private static final ObjectMapper JSON = new ObjectMapper();

    /** Schema and profile are JSON as text, as in MLflow's own tensor datasets. */
    record MlflowDataset(
            String name,
            String digest,
            @JsonProperty("source_type") String sourceType,
            String source,
            String schema,
            String profile) {}

    /**
     * Returns the training images and the test images of a run.
     *
     * @param settings settings of an epoch
     * @param source source of the images if the launcher knows it; otherwise, their topic is the source
     * @return empty if the settings do not describe the dataset
     */
    static List<DatasetInput> of(Map<String, String> settings, Optional<DatasetSource> source) {
        if (!settings.keySet()
                .containsAll(
                        List.of("dataset", "dataset_fingerprint", "train_images", "test_images", "image_height"))) {
            return List.of();
        }
        try {
            return List.of(
                    input(settings, source.orElseGet(() -> topic(settings, "plain_topic")), "train", "training"),
                    input(settings, source.orElseGet(() -> topic(settings, "test_topic")), "test", "evaluation"));
        } catch (NumberFormatException | ArithmeticException e) {
            return List.of(); // Any program can write to the topic, so the settings may be invalid.
        }
    }

    /**
     * Returns the topic of the loaded images as the source. It is the same for all runs, because MLflow stores one
     * source per dataset. MLflow has no source type for topics, but its type for code allows any tags.
     */
    private static DatasetSource topic(Map<String, String> settings, String name) {
        Map<String, String> tags = new LinkedHashMap<>();
        tags.put("mlflow.source.name", "cutmix loader-service");
        tags.put("kafka.topic", settings.getOrDefault(name, ""));
        return new DatasetSource("code", json(Map.of("tags", tags)));
    }

    private static DatasetInput input(Map<String, String> settings, DatasetSource from, String part, String context) {
        String fingerprint = settings.get("dataset_fingerprint");
        String name = settings.get("dataset") + "-" + part;
        String digest = fingerprint.substring(0, Math.min(MAX_DIGEST, fingerprint.length()));
        String profile = profile(settings, Long.parseLong(settings.get(part + "_images")));
        MlflowDataset dataset = new MlflowDataset(name, digest, from.type(), from.json(), schema(settings), profile);
        return new DatasetInput(dataset, List.of(new LogBatch.Entry(CONTEXT, context)));
    }

    private static String schema(Map<String, String> settings) {
        return json(Map.of(
                "mlflow_tensorspec",
                Map.of(
                        "features", tensor("uint8", shape(settings, -1)),
                        "targets", tensor("float32", List.of(-1L, number(settings, "classes"))))));
    }

    /** Returns a list of tensors as nested JSON text. */
    private static String tensor(String type, List<Long> shape) {
        return json(List.of(Map.of("type", "tensor", "tensor-spec", Map.of("dtype", type, "shape", shape))));
    }

    private static String profile(Map<String, String> settings, long images) {
        List<Long> shape = shape(settings, images);
        long values = shape.stream().reduce(1L, Math::multiplyExact);
        Map<String, Object> profile = new LinkedHashMap<>();
        profile.put("num_rows", images);
        profile.put("num_elements", values);
        profile.put("features_shape", shape);
        profile.put("features_size", values);
        profile.put("features_nbytes", values);
        profile.put("classes", number(settings, "classes"));
        return json(profile);
    }

    private static List<Long> shape(Map<String, String> settings, long images) {
        return List.of(
                images,
                number(settings, "image_height"),
                number(settings, "image_width"),
                number(settings, "image_channels"));
    }

    private static long number(Map<String, String> settings, String name) {
        return Long.parseLong(settings.get(name));
    }

    static String json(Object value) {
        try {
            return JSON.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
