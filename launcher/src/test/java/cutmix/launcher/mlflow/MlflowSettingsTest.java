package cutmix.launcher.mlflow;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import cutmix.schemas.EpochMetrics;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The settings and datasets of runs in MLflow. */
class MlflowSettingsTest extends MlflowLogFixture {

    private static final Map<String, String> SETTINGS = Map.of(
            "alpha", "0.25",
            "dataset", "pets",
            "dataset_fingerprint", "ab".repeat(32),
            "train_images", "100",
            "test_images", "20",
            "classes", "3",
            "image_height", "32",
            "image_width", "48",
            "image_channels", "3",
            "plain_topic", "images.train");

    @Test
    void the_settings_of_an_epoch_are_parameters_and_a_tag_says_where_they_change() throws Exception {
        // Given
        MlflowLog log = log();
        log.begin(MlflowRun.builder()
                .name("r")
                .id("id")
                .started(5)
                .launched(true)
                .parameters(Map.of("dataset", "sample"))
                .requested(Map.of("alpha", "9"))
                .build());
        log.add(epoch("r", 1, 3, 100, SETTINGS));
        Map<String, String> changed = new HashMap<>(SETTINGS);
        changed.put("alpha", "1.0");
        log.add(epoch("r", 2, 3, 200, changed));
        log.add(epoch("r", 3, 3, 300, changed));
        // When
        log.conclude("r", RunStatus.FINISHED, 1_000, List.of());
        log.finish(Duration.ZERO);
        // Then
        assertThat(mlflow.run("r").params())
                .containsEntry("alpha", "0.25")
                .containsEntry("dataset", "sample")
                .containsEntry("plain_topic", "images.train");
        assertThat(mlflow.run("r").tags())
                .containsEntry("cutmix.changed.alpha", "1.0 in epoch 3")
                .doesNotContainKey("cutmix.changed.dataset");
        assertThat(said).isEmpty();
    }

    @Test
    void requested_settings_are_parameters_of_a_run_that_trained_nothing() throws Exception {
        // Given
        MlflowLog log = log();
        log.begin(MlflowRun.builder()
                .name("r")
                .id("id")
                .started(5)
                .launched(true)
                .requested(Map.of("alpha", "-1"))
                .build());
        log.finish(Duration.ZERO);
        assertThat(mlflow.run("r").params()).isEmpty();
        // When
        log.conclude("r", RunStatus.FAILED, 1_000, List.of());
        log.finish(Duration.ZERO);
        // Then
        assertThat(mlflow.run("r").params()).isEqualTo(Map.of("alpha", "-1"));
        assertThat(mlflow.run("r").ended()).isEqualTo(1_000);
    }

    @Test
    void a_run_names_the_images_that_it_is_trained_and_evaluated_with() throws Exception {
        // Given
        MlflowLog log = log();
        log.add(epoch("r", 1, 1, 100, SETTINGS));
        // When
        log.finish(Duration.ZERO);
        // Then
        Map<String, JsonNode> inputs = mlflow.run("r").inputs();
        assertThat(inputs.keySet()).containsExactly("pets-train", "pets-test");
        JsonNode train = inputs.get("pets-train");
        assertThat(train.at("/dataset/digest").asText()).isEqualTo("ab".repeat(18));
        assertThat(train.at("/dataset/source_type").asText()).isEqualTo("code");
        assertThat(train.at("/dataset/source").asText()).contains("\"kafka.topic\":\"images.train\"");
        assertThat(train.at("/tags/0/key").asText()).isEqualTo("mlflow.data.context");
        assertThat(train.at("/tags/0/value").asText()).isEqualTo("training");
        JsonNode profile =
                new ObjectMapper().readTree(train.at("/dataset/profile").asText());
        assertThat(profile.path("num_rows").asInt()).isEqualTo(100);
        assertThat(profile.path("num_elements").asInt()).isEqualTo(100 * 32 * 48 * 3);
        assertThat(inputs.get("pets-test").at("/tags/0/value").asText()).isEqualTo("evaluation");
    }

    @Test
    void the_datasets_of_a_run_are_logged_once() throws Exception {
        // Given
        MlflowLog first = log();
        first.add(epoch("r", 1, 2, 100, SETTINGS));
        first.finish(Duration.ZERO);
        // When
        MlflowLog second = log();
        second.add(epoch("r", 1, 2, 100, SETTINGS));
        second.add(epoch("r", 2, 2, 200, SETTINGS));
        second.finish(Duration.ZERO);
        // Then
        assertThat(mlflow.requests()).containsOnlyOnce("POST runs/log-inputs");
    }

    private static EpochLog epoch(String run, int epoch, int epochs, long timestamp, Map<String, String> settings) {
        return EpochLog.of(
                EpochMetrics.newBuilder(Epochs.metrics(run, epoch, epochs))
                        .setRunId("id")
                        .setSettings(settings)
                        .build(),
                timestamp);
    }
}
