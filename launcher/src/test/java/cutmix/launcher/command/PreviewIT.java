package cutmix.launcher.command;

import static org.assertj.core.api.Assertions.assertThat;

import cutmix.launcher.fixture.LaunchedProcess;
import cutmix.launcher.kafka.Brokers;
import cutmix.launcher.kafka.MixedTopic;
import cutmix.schemas.Box;
import cutmix.schemas.DatasetInfo;
import cutmix.schemas.MixedImage;
import cutmix.schemas.Mixing;
import cutmix.schemas.deadletter.DeadLetter;
import cutmix.schemas.serde.AvroSerializer;
import cutmix.support.BrokerExtension;
import java.awt.image.BufferedImage;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import javax.imageio.ImageIO;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

class PreviewIT {

    private static final DatasetInfo INFO = DatasetInfo.newBuilder()
            .setName("tiny")
            .setFingerprint("ab")
            .setClassNames(List.of("cat", "ship"))
            .setHeight(8)
            .setWidth(8)
            .setChannels(3)
            .setTrainSize(4)
            .setTestSize(2)
            .setEpochs(2)
            .setPartitions(2)
            .setSeed(1L)
            .setReportsFrom(0L)
            .setRaisedAt(0L)
            .build();

    @RegisterExtension
    static final BrokerExtension BROKER = new BrokerExtension();

    @TempDir
    Path folder;

    @Test
    void the_real_pipeline_is_started_and_ends_with_the_picture() throws Exception {
        // When
        byte[] first = preview("first.png", "--seed", "3");
        byte[] again = preview("again.png", "--seed", "3");
        byte[] other = preview("other.png", "--seed", "4");

        // Then
        assertThat(again).isEqualTo(first).isNotEqualTo(other);
        assertThat(folder.toFile().list((dir, name) -> name.endsWith(".png"))).hasSize(3);
    }

    @Test
    void images_are_prepared_and_mixed_as_for_the_recipe() throws Exception {
        // When
        byte[] keras = preview("keras.png", "--seed", "3");
        byte[] strong = preview("strong.png", "--seed", "3", "--recipe", "strong");
        byte[] outlined = preview("outlined.png", "--seed", "3", "--recipe", "strong", "--box");

        // Then
        assertThat(strong).isNotEqualTo(keras).isNotEqualTo(outlined);
    }

    @Test
    void a_topic_is_drawn_in_the_order_of_training_without_what_could_not_be_mixed() throws Exception {
        // Given: position 0 of epoch 1 is a dead letter; colors encode epoch and position
        Map<String, String> environment = topics("drawn-");
        try (KafkaProducer<byte[], byte[]> producer = producer()) {
            Headers headers = new DeadLetter("drawn-images.train", 0, 0, "torn").headers();
            producer.send(new ProducerRecord<byte[], byte[]>("drawn-images.cutmix", 0, null, null, null, headers));
            for (int position : new int[] {1, 2, 3}) {
                producer.send(mixed("drawn-", 1, position));
            }
            for (int position : new int[] {0, 1, 2, 3}) {
                producer.send(mixed("drawn-", 2, position));
            }
        }

        // When
        BufferedImage first = fromTopic(environment, "--grid", "2x2");
        BufferedImage second = fromTopic(environment, "--grid", "1x4", "--epoch", "2");

        // Then
        assertThat(colors(first)).containsExactly(color(1, 1), color(1, 2), color(1, 3), color(2, 0));
        assertThat(colors(second)).containsExactly(color(2, 0), color(2, 1), color(2, 2), color(2, 3));
    }

    @Test
    void a_grid_with_more_cells_than_there_are_images_waits_for_no_more() throws Exception {
        // Given
        Map<String, String> environment = topics("few-");
        try (KafkaProducer<byte[], byte[]> producer = producer()) {
            for (int position : new int[] {0, 1, 2, 3}) {
                producer.send(mixed("few-", 1, position));
            }
        }

        // When, Then
        try (MixedTopic topic = new MixedTopic(new Brokers(BROKER.bootstrapServers(), environment), INFO)) {
            BooleanSupplier mayWait = () -> {
                throw new AssertionError("all images are there");
            };
            assertThat(topic.first(9, 1, mayWait)).hasSize(4);
        }
    }

    @Test
    void a_topic_that_is_missing_or_empty_or_of_another_form_is_refused_in_one_line() throws Exception {
        // Given
        Map<String, String> empty = topics("empty-");
        Map<String, String> foreign = topics("foreign-");
        try (KafkaProducer<byte[], byte[]> producer = producer()) {
            producer.send(new ProducerRecord<>("foreign-images.cutmix", 0, null, new byte[] {1, 2, 3}));
        }
        String at = " at " + BROKER.bootstrapServers();

        // When, Then
        assertThat(refusal(Map.of("CUTMIX_TOPIC_PREFIX", "none-")))
                .isEqualTo("error: topic none-dataset.info" + at
                        + " does not exist, or is empty: start the loader, or name other --bootstrap-servers\n");
        assertThat(refusal(empty))
                .isEqualTo("error: topic empty-images.cutmix" + at + " is empty: start an augment worker\n");
        assertThat(refusal(empty, "--epoch", "2"))
                .isEqualTo("error: topic empty-images.cutmix" + at
                        + " holds no image of epoch 2: use another --epoch, or start an augment worker\n");
        assertThat(refusal(foreign))
                .startsWith("error: topic foreign-images.cutmix" + at + " holds nothing that can be read (")
                .hasLineCount(1);
    }

    private byte[] preview(String name, String... options) throws Exception {
        List<String> arguments = new ArrayList<>(List.of("preview", "--out", name, "--grid", "2x2"));
        arguments.addAll(List.of(options));
        try (LaunchedProcess preview = LaunchedProcess.start(folder, Map.of(), arguments.toArray(String[]::new))) {
            assertThat(preview.exitCode()).as(preview.err()).isZero();
            assertThat(preview.out()).endsWith("Drew 4 mixed images: " + name + "\n");
            assertThat(preview.handle().descendants()).isEmpty();
        }
        return Files.readAllBytes(folder.resolve(name));
    }

    private BufferedImage fromTopic(Map<String, String> environment, String... options) throws Exception {
        try (LaunchedProcess preview = LaunchedProcess.start(folder, environment, arguments(options))) {
            assertThat(preview.exitCode()).as(preview.err()).isZero();
        }
        return ImageIO.read(folder.resolve("preview.png").toFile());
    }

    private String refusal(Map<String, String> environment, String... options) throws Exception {
        try (LaunchedProcess preview = LaunchedProcess.start(folder, environment, arguments(options))) {
            assertThat(preview.exitCode()).isEqualTo(1);
            assertThat(folder.resolve("preview.png")).doesNotExist();
            return preview.err();
        }
    }

    private static String[] arguments(String... options) {
        String[] arguments = Arrays.copyOf(
                new String[] {"preview", "--from-topic", "--bootstrap-servers", BROKER.bootstrapServers()},
                4 + options.length);
        System.arraycopy(options, 0, arguments, 4, options.length);
        return arguments;
    }

    /** Topics with a dataset but no images, and the environment that names them. */
    private static Map<String, String> topics(String prefix) throws Exception {
        try (Admin admin = BROKER.admin()) {
            admin.createTopics(List.of(topic(prefix + "dataset.info", 1), topic(prefix + "images.cutmix", 2)))
                    .all()
                    .get();
        }
        try (KafkaProducer<byte[], byte[]> producer = producer()) {
            byte[] value = new AvroSerializer<>(DatasetInfo.class).serialize("", INFO);
            producer.send(new ProducerRecord<>(prefix + "dataset.info", value));
        }
        return Map.of("CUTMIX_TOPIC_PREFIX", prefix);
    }

    private static NewTopic topic(String name, int partitions) {
        return new NewTopic(name, Optional.of(partitions), Optional.empty());
    }

    private static KafkaProducer<byte[], byte[]> producer() {
        return new KafkaProducer<>(
                Map.of("bootstrap.servers", BROKER.bootstrapServers()),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }

    private static ProducerRecord<byte[], byte[]> mixed(String prefix, int epoch, int position) {
        byte[] pixels = new byte[8 * 8 * 3];
        Arrays.fill(pixels, (byte) color(epoch, position));
        MixedImage image = MixedImage.newBuilder()
                .setEpoch(epoch)
                .setPosition(position)
                .setIndex(position)
                .setPartnerIndex(position)
                .setMixing(Mixing.NONE)
                .setLambda(1.0)
                .setBox(new Box(0, 0, 0, 0))
                .setSoftLabel(List.of(1f, 0f))
                .setPixels(ByteBuffer.wrap(pixels))
                .build();
        byte[] value = new AvroSerializer<>(MixedImage.class).serialize("", image);
        return new ProducerRecord<>(prefix + "images.cutmix", position % 2, null, value);
    }

    private static int color(int epoch, int position) {
        return 50 * epoch + 10 * position;
    }

    /** The shades of the images, row by row: those that follow the paper's white and fill a whole tile. */
    private static List<Integer> colors(BufferedImage picture) {
        List<Integer> colors = new ArrayList<>();
        for (int y = 140; y < picture.getHeight(); y += 293) {
            for (int x = 140; x < picture.getWidth(); x += 274) {
                colors.add(picture.getRGB(x, y) & 0xFF);
            }
        }
        return colors;
    }
}
