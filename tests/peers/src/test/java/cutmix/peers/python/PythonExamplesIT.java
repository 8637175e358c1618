package cutmix.peers.python;

import static org.assertj.core.api.Assertions.assertThat;

import cutmix.broker.KafkaBroker;
import cutmix.broker.SchemaRegistry;
import cutmix.schemas.EpochMetrics;
import cutmix.schemas.MixedImage;
import cutmix.schemas.metrics.EpochMetricsJson;
import cutmix.schemas.serde.AvroDeserializer;
import cutmix.support.TopicRecords;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.CRC32;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs the programs of docs/guide/python.md with the real services, in both record formats. */
class PythonExamplesIT {

    private static final int SIZE = 67;
    private static final int EPOCHS = 2;
    private static final String NONE = "";
    private static final String[] DATASET = ("--dataset sample --epochs " + EPOCHS
                    + " --seed 7 --partitions 3 --train-limit " + SIZE + " --test-limit 25")
            .split(" ");

    @TempDir
    static Path folder;

    private static KafkaBroker broker;
    private static SchemaRegistry registry;

    @BeforeAll
    static void start() throws Exception {
        Frameworks.environment();
        broker = KafkaBroker.start(folder.resolve("broker"));
        registry = SchemaRegistry.start(folder.resolve("registry"));
        prepare("plain-form", NONE);
        prepare("registry-form", registry.confluentUrl().toString());
    }

    @AfterAll
    static void stop() {
        if (broker != null) {
            broker.close();
        }
        if (registry != null) {
            registry.close();
        }
    }

    /** A dataset of the loader, rewritten by Python, then mixed and trained. */
    private static void prepare(String form, String registryUrl) throws Exception {
        Map<String, String> loaded = services(form + ".loaded.", registryUrl);
        Map<String, String> written = services(form + ".", registryUrl);
        Script.command(folder, loaded, "loader-service", DATASET).lines();
        Script.command(
                        folder,
                        written,
                        "cutmix",
                        "topics",
                        "create",
                        "--partitions",
                        "3",
                        "--bootstrap-servers",
                        broker.bootstrapServers())
                .lines();
        Script.python("copy_dataset.py", broker.bootstrapServers(), form + ".loaded.", form + ".", registryUrl)
                .lines();
        try (Script worker = Script.command(folder, written, "augment-service")) {
            assertThat(worker.process().isAlive()).isTrue();
            assertThat(train(written, form)).anySatisfy(line -> assertThat(line).startsWith("Test accuracy of "));
        }
    }

    private static List<String> train(Map<String, String> services, String run) throws Exception {
        return Script.command(
                        folder,
                        services,
                        "trainer-service",
                        ("train --path cutmix --depth 8 --batch-size 16 --run " + run).split(" "))
                .lines();
    }

    private static Map<String, String> services(String prefix, String registryUrl) {
        Map<String, String> environment = new HashMap<>();
        environment.put("KAFKA_BOOTSTRAP_SERVERS", broker.bootstrapServers());
        environment.put("CUTMIX_TOPIC_PREFIX", prefix);
        environment.put("OMP_NUM_THREADS", "1");
        if (!registryUrl.isEmpty()) {
            environment.put("CUTMIX_REGISTRY_URL", registry.url().toString());
        }
        return environment;
    }

    @Test
    void what_python_writes_is_to_the_loader_what_it_would_write_itself() throws Exception {
        String nothing = "Nothing left to load of sample: " + SIZE + " training images x 2 epochs";

        assertThat(Script.command(folder, services("plain-form.", NONE), "loader-service", DATASET)
                        .lines())
                .anySatisfy(line -> assertThat(line).startsWith(nothing));
        assertThat(Script.command(folder, services("registry-form.", registry.url() + ""), "loader-service", DATASET)
                        .lines())
                .anySatisfy(line -> assertThat(line).startsWith(nothing));
    }

    @Test
    void mixed_images_are_read_in_the_trainers_order_in_either_form() throws Exception {
        // Given
        Map<String, String> mixed =
                TopicRecords.committed(broker.bootstrapServers(), "plain-form.images.cutmix").stream()
                        .map(consumed -> new AvroDeserializer<>(MixedImage.class).deserialize("", consumed.value()))
                        .collect(Collectors.toMap(
                                image -> image.getEpoch() + " " + image.getPosition(),
                                PythonExamplesIT::content,
                                (a, b) -> a));

        // When
        List<String> plainForm = Script.python(
                        "list_samples.py", broker.bootstrapServers(), "cutmix", "plain-form.", NONE)
                .lines();
        List<String> registryForm = Script.python(
                        "list_samples.py",
                        broker.bootstrapServers(),
                        "cutmix",
                        "registry-form.",
                        registry.confluentUrl().toString())
                .lines();

        // Then
        assertThat(plainForm)
                .containsExactlyElementsOf(IntStream.rangeClosed(1, EPOCHS)
                        .boxed()
                        .flatMap(epoch -> IntStream.range(0, SIZE).mapToObj(position -> epoch + " " + position))
                        .map(place -> place + " " + mixed.get(place))
                        .toList());
        assertThat(registryForm).isEqualTo(plainForm);
    }

    private static String content(MixedImage image) {
        CRC32 checksum = new CRC32();
        checksum.update(image.getPixels().duplicate());
        return checksum.getValue()
                + image.getSoftLabel().stream()
                        .map(weight -> String.format(Locale.ROOT, " %.10f", weight))
                        .collect(Collectors.joining());
    }

    @Test
    void metrics_are_a_table_with_a_row_for_each_epoch() throws Exception {
        // Given
        List<EpochMetrics> published =
                TopicRecords.committed(broker.bootstrapServers(), "plain-form.training.metrics").stream()
                        .map(consumed -> EpochMetricsJson.read(new String(consumed.value(), StandardCharsets.UTF_8)))
                        .toList();

        // When
        List<String> table = Script.python("read_metrics.py", broker.bootstrapServers(), "--prefix", "plain-form.")
                .lines();

        // Then
        List<String> columns = List.of(table.get(0).split(","));
        assertThat(table).hasSize(1 + EPOCHS);
        for (int epoch = 1; epoch <= EPOCHS; epoch++) {
            List<String> row = List.of(table.get(epoch).split(","));
            assertThat(row.get(columns.indexOf("run"))).isEqualTo("plain-form");
            assertThat(row.get(columns.indexOf("epoch"))).isEqualTo("" + epoch);
            assertThat(Double.parseDouble(row.get(columns.indexOf("val_loss"))))
                    .isEqualTo(published.get(epoch - 1).getValLoss());
        }
    }

    @Test
    void keras_and_pytorch_train_on_the_batches() throws Exception {
        assertThat(Script.python(
                                "train_with_keras.py",
                                broker.bootstrapServers(),
                                "--prefix",
                                "registry-form.",
                                "--registry",
                                registry.confluentUrl().toString())
                        .lines())
                .contains("Epoch 2/2")
                .anySatisfy(
                        line -> assertThat(line).matches("test accuracy: [01]\\.\\d{4} - test loss: \\d+\\.\\d{4}"));
        assertThat(Script.python("train_with_torch.py", broker.bootstrapServers(), "--prefix", "plain-form.")
                        .lines())
                .anySatisfy(line -> assertThat(line).startsWith("6 steps - loss: "))
                .anySatisfy(line -> assertThat(line).matches("test accuracy: [01]\\.\\d{4}"));
    }
}
