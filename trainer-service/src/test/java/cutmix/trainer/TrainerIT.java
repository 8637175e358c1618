package cutmix.trainer;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import cutmix.trainer.engine.network.NetworkInput;
import cutmix.trainer.fixture.LoadedTopics;
import cutmix.trainer.fixture.MetricsLog;
import cutmix.trainer.fixture.RunningBroker;
import cutmix.trainer.fixture.TrainerProcess;
import cutmix.trainer.metrics.MetricsTable;
import cutmix.trainer.model.WeightsFile;
import java.awt.image.BufferedImage;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Runs the built service as processes with a real broker. */
class TrainerIT extends RunningBroker {

    private static final NetworkInput INPUT = new NetworkInput(8, 8, 3, 3);

    /** Three runs of two epochs: two with the same mixed images, and one with plain images. */
    private static final Map<String, TrainerProcess> RUNS = new HashMap<>();

    @BeforeAll
    static void train_three_times() throws Exception {
        for (String run : List.of("mixed", "again", "plain")) {
            RUNS.put(
                    run,
                    start(
                            "train",
                            "--path",
                            run.equals("plain") ? "plain" : "cutmix",
                            "--depth",
                            "8",
                            "--epochs",
                            "2",
                            "--run",
                            run));
        }
        for (TrainerProcess run : RUNS.values()) {
            assertThat(run.exitCode()).as(() -> String.join("\n", run.err())).isZero();
        }
    }

    @AfterAll
    static void close_trainers() throws Exception {
        for (TrainerProcess run : RUNS.values()) {
            run.close();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"mixed", "plain"})
    void each_epoch_is_published_once_as_plain_json(String run) throws Exception {
        List<JsonNode> records = MetricsLog.of(broker.bootstrapServers(), run);

        assertThat(records).hasSize(2);
        for (int epoch = 1; epoch <= 2; epoch++) {
            JsonNode metrics = records.get(epoch - 1);
            assertThat(metrics.fieldNames())
                    .toIterable()
                    .containsExactly(
                            "run",
                            "path",
                            "recipe",
                            "seed",
                            "epoch",
                            "epochs",
                            "samples",
                            "loss",
                            "accuracy",
                            "val_loss",
                            "val_accuracy",
                            "seconds",
                            "samples_per_second",
                            "data_wait_share",
                            "learning_rate",
                            "skipped",
                            "val_confusion",
                            "run_id",
                            "started",
                            "settings");
            assertThat(metrics.get("run_id").textValue())
                    .isNotEmpty()
                    .isEqualTo(records.get(0).get("run_id").textValue());
            assertThat(metrics.get("run").textValue()).isEqualTo(run);
            assertThat(metrics.get("path").textValue()).isEqualTo(run.equals("plain") ? "plain" : "cutmix");
            assertThat(metrics.get("recipe").textValue()).isEqualTo("keras");
            assertThat(metrics.get("seed").intValue()).isEqualTo(42);
            assertThat(metrics.get("epoch").intValue()).isEqualTo(epoch);
            assertThat(metrics.get("epochs").intValue()).isEqualTo(2);
            assertThat(metrics.get("samples").intValue()).isEqualTo(LoadedTopics.TRAIN_SIZE);
            assertThat(metrics.get("loss").doubleValue()).isPositive();
            assertThat(metrics.get("accuracy").doubleValue()).isBetween(0.0, 1.0);
            assertThat(metrics.get("val_loss").doubleValue()).isPositive();
            assertThat(metrics.get("val_accuracy").doubleValue() * 20).isBetween(0.0, 20.0);
            assertThat(metrics.get("seconds").doubleValue()).isPositive();
            assertThat(metrics.get("samples_per_second").doubleValue()).isPositive();
            assertThat(metrics.get("data_wait_share").doubleValue()).isBetween(0.0, 1.0);
            assertThat(metrics.get("learning_rate").doubleValue()).isEqualTo(1e-3);
            assertThat(metrics.get("skipped").intValue()).isZero();
            requireConfusionOf(20, metrics);
        }
        assertThat(records.get(1).get("loss").doubleValue())
                .isLessThan(records.get(0).get("loss").doubleValue());
    }

    @Test
    void the_user_sees_the_device_each_epoch_and_the_result() throws Exception {
        double accuracy = valAccuracy("mixed");

        assertThat(RUNS.get("mixed").out())
                .satisfiesExactly(
                        line -> assertThat(line).startsWith("Live page: http://127.0.0.1:"),
                        line -> assertThat(line)
                                .startsWith("Deeplearning4j on ND4J CPU, threads: 1, fused step on oneDNN "),
                        line -> assertThat(line).startsWith("Epoch 1/2 - 1/3 [==========>"),
                        line -> assertThat(line).startsWith("Epoch 1/2 - 3/3 [=============================="),
                        line -> assertThat(line).startsWith("Epoch 2/2 - 3/3 [=============================="),
                        line -> assertThat(line)
                                .isEqualTo(String.format(
                                        Locale.ROOT,
                                        "Test accuracy of mixed: %.2f%%. Model: mixed.zip",
                                        100 * accuracy)));
        assertThat(RUNS.get("mixed").err()).isEmpty();
    }

    @Test
    void equal_seeds_end_with_equal_weights_whatever_was_redelivered() {
        assertThat(weights("mixed")).isEqualTo(weights("again")).isNotEqualTo(weights("plain"));
    }

    @Test
    void evaluate_finds_the_accuracy_that_training_ended_with() throws Exception {
        try (TrainerProcess evaluate = start("evaluate", "--model", "mixed.zip")) {
            assertThat(evaluate.exitCode()).isZero();
            assertThat(evaluate.out())
                    .last()
                    .asString()
                    .startsWith(String.format(
                            Locale.ROOT,
                            "mixed.zip on 20 test images of colors: val_accuracy: %.4f - val_loss: ",
                            valAccuracy("mixed")));
        }
    }

    @Test
    void evaluate_tells_what_the_network_makes_of_images_and_mirror_images_together() throws Exception {
        try (TrainerProcess evaluate = start("evaluate", "--model", "mixed.zip", "--mirrored")) {
            assertThat(evaluate.exitCode()).isZero();
            assertThat(evaluate.out())
                    .last()
                    .asString()
                    .matches(
                            "mixed.zip on 20 test images of colors and their mirror images: val_accuracy: [01]\\.\\d{4}");
        }
    }

    @Test
    void predict_says_the_same_of_an_image_and_its_mirror_image_where_it_is_shown_both() throws Exception {
        // Given
        BufferedImage image = new BufferedImage(8, 8, BufferedImage.TYPE_INT_RGB);
        BufferedImage mirrored = new BufferedImage(8, 8, BufferedImage.TYPE_INT_RGB);
        for (int i = 0; i < 8 * 4; i++) {
            image.setRGB(i % 4, i / 4, 0xFF8000);
            mirrored.setRGB(7 - i % 4, i / 4, 0xFF8000);
        }
        ImageIO.write(image, "png", folder.resolve("left.png").toFile());
        ImageIO.write(mirrored, "png", folder.resolve("right.png").toFile());

        // When
        List<String> alone = predictions();
        List<String> together = predictions("--mirrored");

        // Then
        assertThat(alone.get(0)).isNotEqualTo(alone.get(1));
        assertThat(together.get(0)).isEqualTo(together.get(1));
    }

    private List<String> predictions(String... options) throws Exception {
        List<String> arguments = new ArrayList<>(List.of("predict", "mixed.zip", "left.png", "right.png"));
        arguments.addAll(List.of(options));
        try (TrainerProcess predict = start(arguments.toArray(String[]::new))) {
            assertThat(predict.exitCode()).as(String.join("\n", predict.err())).isZero();
            return predict.out().stream()
                    .map(line -> line.substring(line.indexOf(": ")))
                    .toList();
        }
    }

    @Test
    void predict_names_the_most_likely_classes_of_images_of_any_size_without_brokers() throws Exception {
        // Given
        BufferedImage image = new BufferedImage(31, 20, BufferedImage.TYPE_INT_RGB);
        ImageIO.write(image, "png", folder.resolve("a.png").toFile());
        ImageIO.write(image, "jpg", folder.resolve("b.jpg").toFile());

        // When
        try (TrainerProcess predict = TrainerProcess.start(
                folder, Map.of("KAFKA_BOOTSTRAP_SERVERS", "localhost:1"), "predict", "mixed.zip", "a.png", "b.jpg")) {

            // Then
            assertThat(predict.exitCode()).as(String.join("\n", predict.err())).isZero();
            assertThat(predict.out()).hasSize(2);
            for (String line : predict.out()) {
                assertThat(line)
                        .matches("(a\\.png|b\\.jpg): \\w+ \\d+\\.\\d%, \\w+ \\d+\\.\\d%, \\w+ \\d+\\.\\d%")
                        .contains("red", "green", "blue");
            }
        }
    }

    @Test
    void predict_refuses_what_is_no_image_or_no_network_in_one_line() throws Exception {
        Files.writeString(folder.resolve("notes.txt"), "hello");

        try (TrainerProcess predict = start("predict", "mixed.zip", "notes.txt")) {
            assertThat(predict.exitCode()).isEqualTo(1);
            assertThat(predict.onlyError())
                    .isEqualTo(
                            "error: notes.txt is not a PNG, JPEG, WebP, GIF, BMP or TIFF image: replace or remove it");
        }
        try (TrainerProcess predict = start("predict", "notes.txt", "notes.txt")) {
            assertThat(predict.exitCode()).isEqualTo(1);
            assertThat(predict.onlyError()).startsWith("error: notes.txt is not a network that train has written: ");
        }
    }

    @Test
    void tail_prints_a_row_for_each_record() throws Exception {
        try (TrainerProcess tail = start("tail", "--no-follow")) {
            assertThat(tail.exitCode()).isZero();
            assertThat(tail.out()).first().isEqualTo(MetricsTable.plain().header());
            assertThat(tail.out())
                    .filteredOn(line -> line.startsWith("plain "))
                    .hasSize(2)
                    .first()
                    .asString()
                    .startsWith(String.format(Locale.ROOT, "%-28s %-7s %7s ", "plain", "plain", "1/2"));
        }
    }

    private static void requireConfusionOf(int images, JsonNode metrics) {
        JsonNode confusion = metrics.get("val_confusion");
        int classes = INPUT.classes();
        int sum = 0;
        int trace = 0;
        for (int i = 0; i < confusion.size(); i++) {
            sum += confusion.get(i).intValue();
            trace += i % (classes + 1) == 0 ? confusion.get(i).intValue() : 0;
        }
        assertThat(confusion).hasSize(classes * classes);
        assertThat(sum).isEqualTo(images);
        assertThat(metrics.get("val_accuracy").doubleValue()).isEqualTo((double) trace / images);
    }

    private static double valAccuracy(String run) throws Exception {
        return MetricsLog.of(broker.bootstrapServers(), run)
                .get(1)
                .get("val_accuracy")
                .doubleValue();
    }

    private static float[] weights(String run) {
        return WeightsFile.read(folder.resolve(run + ".zip"), INPUT).flat();
    }
}
