package cutmix.trainer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import cutmix.schemas.DatasetInfo;
import cutmix.schemas.serde.AvroSerializer;
import cutmix.trainer.fixture.LoadedTopics;
import cutmix.trainer.fixture.RunningBroker;
import cutmix.trainer.fixture.TrainerProcess;
import java.awt.image.BufferedImage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipFile;
import javax.imageio.ImageIO;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Uses a network on unreadable images and on other classes. */
class NetworkUseIT extends RunningBroker {

    private static final Map<String, String> INSECTS = Map.of("CUTMIX_TOPIC_PREFIX", "insects.");

    private static final String DIFFERENCE =
            "colors.zip has the classes red, green, blue, but the dataset has the classes ant, bee, fly: ";

    @BeforeAll
    static void train_a_network_and_load_a_dataset_of_other_classes() throws Exception {
        try (TrainerProcess train = start("train", "--depth", "8", "--epochs", "1", "--run", "colors")) {
            assertThat(train.exitCode()).as(String.join("\n", train.err())).isZero();
        }
        new LoadedTopics(broker.bootstrapServers(), "insects.").writeWith(Map.of());
        DatasetInfo insects = DatasetInfo.newBuilder(LoadedTopics.info())
                .setName("insects")
                .setClassNames(List.of("ant", "bee", "fly"))
                .build();
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", broker.bootstrapServers()),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
            byte[] value = new AvroSerializer<>(DatasetInfo.class).serialize("", insects);
            producer.send(new ProducerRecord<>("insects.dataset.info", value));
        }
    }

    @Test
    void predict_answers_for_the_images_that_can_be_read_and_names_the_others() throws Exception {
        // Given
        BufferedImage image = new BufferedImage(8, 8, BufferedImage.TYPE_INT_RGB);
        ImageIO.write(image, "png", folder.resolve("a.png").toFile());
        ImageIO.write(image, "png", folder.resolve("b.png").toFile());
        Files.writeString(folder.resolve("notes.png"), "hello");

        // When
        try (TrainerProcess predict = start("predict", "colors.zip", "a.png", "notes.png", "none.png", "b.png")) {

            // Then
            assertThat(predict.exitCode()).isEqualTo(1);
            assertThat(predict.out())
                    .satisfiesExactly(line -> assertThat(line).startsWith("a.png: "), line -> assertThat(line)
                            .startsWith("b.png: "));
            assertThat(predict.err())
                    .satisfiesExactly(
                            line -> assertThat(line).startsWith("error: notes.png is not a "),
                            line -> assertThat(line).startsWith("error: none.png does not exist: "));
        }
    }

    @Test
    void weights_without_their_zip_file_say_the_same_in_every_format() throws Exception {
        // Given
        ImageIO.write(
                new BufferedImage(8, 8, BufferedImage.TYPE_INT_RGB),
                "png",
                folder.resolve("c.png").toFile());
        Path weights = folder.resolve("colors.safetensors");
        try (ZipFile zip = new ZipFile(folder.resolve("colors.zip").toFile())) {
            Files.copy(zip.getInputStream(zip.getEntry("weights.safetensors")), weights);
        }

        // When
        List<String> whole = predicted("colors.zip", "c.png", "--format", "json");
        List<String> bare = predicted("colors.safetensors", "c.png", "--format", "json");
        List<String> named = predicted(
                "colors.safetensors", "c.png", "--format", "csv", "--classes", "rot,blau,gelb", "--engine", "libtorch");

        // Then
        assertThat(whole).hasSize(1).isEqualTo(bare);
        JsonNode line = new ObjectMapper().readTree(whole.get(0));
        assertThat(line.path("probabilities").fieldNames()).toIterable().containsExactly("red", "green", "blue");
        assertThat(named).hasSize(2);
        assertThat(named.get(0))
                .isEqualTo("file,class,probability,probabilities.rot,probabilities.blau,probabilities.gelb");
        String[] row = named.get(1).split(",");
        assertThat(Double.parseDouble(row[3]))
                .isCloseTo(line.path("probabilities").path("red").doubleValue(), within(1e-5));
        try (TrainerProcess evaluate = start("evaluate", "--model", "colors.safetensors")) {
            assertThat(evaluate.exitCode())
                    .as(String.join("\n", evaluate.err()))
                    .isZero();
            assertThat(evaluate.out()).last().asString().startsWith("colors.safetensors on ");
        }
    }

    private static List<String> predicted(String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of("predict"));
        command.addAll(List.of(arguments));
        try (TrainerProcess predict = start(command.toArray(String[]::new))) {
            assertThat(predict.exitCode()).as(String.join("\n", predict.err())).isZero();
            assertThat(predict.err()).isEmpty();
            return predict.out();
        }
    }

    @Test
    void a_network_is_not_evaluated_on_classes_of_other_names_unless_that_is_insisted_on() throws Exception {
        try (TrainerProcess evaluate = start(INSECTS, "evaluate", "--model", "colors.zip")) {
            assertThat(evaluate.exitCode()).isEqualTo(1);
            assertThat(evaluate.onlyError())
                    .isEqualTo("error: " + DIFFERENCE + "evaluate it on images of its own classes, or pass"
                            + " --ignore-class-names to compare classes by their order alone");
            assertThat(evaluate.out()).noneMatch(line -> line.contains("val_accuracy"));
        }
        try (TrainerProcess evaluate =
                start(INSECTS, "evaluate", "--model", "colors.zip", "--ignore-class-names", "--mirrored")) {
            assertThat(evaluate.exitCode()).isZero();
            assertThat(evaluate.out()).last().asString().startsWith("colors.zip on 20 test images of insects");
        }
    }

    @Test
    void training_that_begins_with_weights_for_other_classes_says_so() throws Exception {
        try (TrainerProcess train =
                start(INSECTS, "train", "--epochs", "1", "--run", "insects", "--weights", "colors.zip")) {
            assertThat(train.exitCode()).isZero();
            assertThat(train.out())
                    .contains("warning: " + DIFFERENCE + "its last layer begins with the weights of other classes");
        }
    }
}
