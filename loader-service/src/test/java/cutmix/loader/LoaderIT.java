package cutmix.loader;

import static org.assertj.core.api.Assertions.assertThat;

import cutmix.broker.KafkaBroker;
import cutmix.loader.LoaderProcess.Outcome;
import cutmix.loader.cifar.ArchiveServer;
import cutmix.loader.cifar.CifarFixture;
import cutmix.loader.dataset.Dataset;
import cutmix.loader.dataset.Fingerprint;
import cutmix.loader.dataset.Split;
import cutmix.loader.folder.ImageFolders;
import cutmix.loader.sample.SampleDataset;
import cutmix.schemas.AvroSerializer;
import cutmix.schemas.DatasetInfo;
import cutmix.schemas.EpochLayout;
import cutmix.schemas.EpochOrder;
import cutmix.schemas.LabeledImage;
import cutmix.schemas.SamplePosition;
import cutmix.schemas.Topics;
import java.awt.Color;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LoaderIT {

    private static final int TRAIN_SIZE = 301;
    private static final int TEST_SIZE = 62;
    private static final int PARTITIONS = 4;
    private Path folder;
    private KafkaBroker broker;
    private Admin admin;
    private Topics topics;
    private LoaderProcess loader;

    @BeforeAll
    void start(@TempDir Path temporary) throws Exception {
        folder = temporary;
        broker = KafkaBroker.start(folder.resolve("broker"));
        admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()));
    }

    @AfterAll
    void stop() {
        admin.close();
        broker.close();
    }

    @BeforeEach
    void chooseTopics(TestInfo test) {
        topics = new Topics(test.getTestMethod().orElseThrow().getName() + ".");
        loader = loader(topics, Map.of());
    }

    private LoaderProcess loader(Topics ofTopics, Map<String, String> more) {
        Map<String, String> environment = new HashMap<>();
        environment.put("KAFKA_BOOTSTRAP_SERVERS", broker.bootstrapServers());
        environment.put("CUTMIX_TOPIC_PREFIX", ofTopics.prefix());
        environment.put("CUTMIX_LOADER_CACHE", folder.resolve("cache").toString());
        environment.putAll(more);
        return new LoaderProcess(environment);
    }

    private static String[] small(int epochs) {
        return small(epochs, 7, PARTITIONS);
    }

    private static String[] small(int epochs, int seed, int partitions) {
        return ("--epochs " + epochs + " --seed " + seed + " --partitions " + partitions + " --train-limit "
                        + TRAIN_SIZE + " --test-limit " + TEST_SIZE)
                .split(" ");
    }

    @Test
    void every_image_lies_where_the_layout_says() throws Exception {
        // When
        Outcome outcome = loader.run(small(3));

        // Then
        assertThat(outcome.err()).isEmpty();
        assertThat(outcome.out())
                .singleElement()
                .asString()
                .startsWith(
                        "Loaded sample: 301 training images x 3 epochs, 62 test images, 10 classes, into 4 partitions");
        assertThat(outcome.exitCode()).isZero();
        Dataset sample = SampleDataset.of(7, TRAIN_SIZE, TEST_SIZE);
        assertThat(infos())
                .containsExactly(new DatasetInfo(
                        "sample",
                        Fingerprint.of(sample),
                        sample.classNames(),
                        32,
                        32,
                        3,
                        TRAIN_SIZE,
                        TEST_SIZE,
                        3,
                        PARTITIONS,
                        7L));
        List<List<LabeledImage>> train = read(topics.trainImages()).as(LabeledImage.class);
        EpochLayout layout = new EpochLayout(TRAIN_SIZE, PARTITIONS);
        for (int epoch = 1; epoch <= 3; epoch++) {
            int[] order = EpochOrder.permutation(7, epoch, TRAIN_SIZE);
            for (int position = 0; position < TRAIN_SIZE; position++) {
                long offset = layout.offset(new SamplePosition(epoch, position));
                assertImage(
                        train.get(position % PARTITIONS).get((int) offset),
                        epoch,
                        position,
                        order[position],
                        sample.train());
            }
        }
        assertThat(train.stream().mapToInt(List::size).sum()).isEqualTo(3 * TRAIN_SIZE);
        List<List<LabeledImage>> test = read(topics.testImages()).as(LabeledImage.class);
        for (int position = 0; position < TEST_SIZE; position++) {
            LabeledImage image = test.get(position % PARTITIONS).get(position / PARTITIONS);
            assertImage(image, 1, position, position, sample.test());
        }
        assertThat(test.stream().mapToInt(List::size).sum()).isEqualTo(TEST_SIZE);
    }

    private static void assertImage(LabeledImage image, int epoch, int position, int index, Split split) {
        assertThat(image.getEpoch()).isEqualTo(epoch);
        assertThat(image.getPosition()).isEqualTo(position);
        assertThat(image.getIndex()).isEqualTo(index);
        assertThat(image.getLabel()).isEqualTo(split.label(index));
        assertThat(image.getPixels().array()).isEqualTo(split.pixels(index));
    }

    @Test
    void topics_have_their_partitions_and_keep_what_they_hold() throws Exception {
        // When
        loader.run(small(1));

        // Then
        List<String> names = List.of(
                topics.datasetInfo(),
                topics.metrics(),
                topics.trainImages(),
                topics.testImages(),
                topics.mixedImages());
        Map<String, TopicDescription> found =
                admin.describeTopics(names).allTopicNames().get();
        assertThat(names)
                .extracting(name -> found.get(name).partitions().size())
                .containsExactly(1, 1, PARTITIONS, PARTITIONS, PARTITIONS);
        assertThat(setting(topics.datasetInfo(), "cleanup.policy")).isEqualTo("compact");
        for (String name : names.subList(1, 5)) {
            assertThat(setting(name, "retention.ms")).isEqualTo("-1");
        }
    }

    private String setting(String topic, String key) throws Exception {
        ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
        return admin.describeConfigs(List.of(resource))
                .all()
                .get()
                .get(resource)
                .get(key)
                .value();
    }

    @Test
    void an_interrupted_run_is_completed_to_the_undisturbed_log() throws Exception {
        // Given
        loader.run(small(3));
        TopicContent train = read(topics.trainImages());
        TopicContent test = read(topics.testImages());
        Topics interrupted = new Topics(topics.prefix() + "interrupted.");
        createTopics(interrupted);
        read(topics.datasetInfo()).writeFirst(List.of(1), broker.bootstrapServers(), interrupted.datasetInfo());
        test.writeFirst(List.of(16, 16, 15, 15), broker.bootstrapServers(), interrupted.testImages());
        train.writeFirst(List.of(90, 75, 0, 200), broker.bootstrapServers(), interrupted.trainImages());

        // When
        Outcome outcome = loader(interrupted, Map.of()).run(small(3));

        // Then
        assertThat(outcome.err()).isEmpty();
        assertSame(TopicContent.read(broker.bootstrapServers(), interrupted.trainImages()), train);
        assertSame(TopicContent.read(broker.bootstrapServers(), interrupted.testImages()), test);
    }

    @Test
    void a_stop_midway_is_told_in_one_line() throws Exception {
        // Given
        LoaderProcess.Running running = loader.start(small(1_000_000));
        awaitImages();

        // When
        running.process().destroy();
        Outcome outcome = running.await();

        // Then
        assertThat(outcome.err()).containsExactly("error: stopped before everything was loaded: run again to go on");
        assertThat(outcome.exitCode()).isNotZero();
    }

    private void awaitImages() throws Exception {
        Instant deadline = Instant.now().plusSeconds(30);
        TopicPartition first = new TopicPartition(topics.trainImages(), 0);
        while (!admin.listTopics().names().get().contains(first.topic())
                || admin.listOffsets(Map.of(first, OffsetSpec.latest()))
                                .all()
                                .get()
                                .get(first)
                                .offset()
                        == 0) {
            assertThat(Instant.now()).isBefore(deadline);
        }
    }

    @Test
    void another_run_writes_nothing_and_more_epochs_are_added() throws Exception {
        // Given
        loader.run(small(2));
        TopicContent before = read(topics.trainImages());

        // When
        Outcome again = loader.run(small(2));
        Outcome fewer = loader.run(small(1));
        TopicContent unchanged = read(topics.trainImages());
        List<DatasetInfo> infosBefore = infos();
        Outcome more = loader.run(small(3));

        // Then
        assertThat(again.out())
                .containsExactly("Nothing left to load of sample: 301 training images x 2 epochs, 62 test images, "
                        + "10 classes, in 4 partitions");
        assertThat(fewer.out()).isEqualTo(again.out());
        assertSame(unchanged, before);
        assertThat(infosBefore).hasSize(1);
        assertThat(more.exitCode()).isZero();
        assertThat(infos()).extracting(DatasetInfo::getEpochs).containsExactly(2, 3);
        List<List<byte[]>> longer = read(topics.trainImages()).partitions();
        EpochLayout layout = new EpochLayout(TRAIN_SIZE, PARTITIONS);
        for (int partition = 0; partition < PARTITIONS; partition++) {
            assertThat(longer.get(partition)).hasSize((int) layout.endOffset(partition, 3));
            assertThat(longer.get(partition)
                            .subList(0, before.partitions().get(partition).size()))
                    .containsExactlyElementsOf(before.partitions().get(partition));
        }
    }

    @Test
    void another_dataset_in_the_same_topics_is_refused() throws Exception {
        loader.run(small(1));

        assertRefused(
                loader.run(small(1, 8, PARTITIONS)),
                "topic " + topics.trainImages() + " at " + broker.bootstrapServers()
                        + " already holds dataset sample with seed 7, not seed 8");
        assertRefused(loader.run(small(1, 7, 3)), "has 4 partitions, not 3: use --partitions 4");
    }

    @Test
    void records_that_do_not_belong_are_refused() throws Exception {
        // Given
        Topics foreign = new Topics(topics.prefix() + "foreign.");
        loader.run(small(1));
        createTopics(foreign);
        List<List<byte[]>> shifted = read(topics.trainImages()).partitions().stream()
                .map(values -> values.subList(1, values.size()))
                .toList();
        new TopicContent(shifted).writeFirst(List.of(0, 0, 5), broker.bootstrapServers(), foreign.trainImages());

        // When, Then
        assertRefused(
                loader(foreign, Map.of()).run(small(1)),
                foreign.trainImages() + " at " + broker.bootstrapServers()
                        + ", partition 2, offset 4: the record is not the image of epoch 1, position 18");
        assertThat(TopicContent.read(broker.bootstrapServers(), foreign.datasetInfo())
                        .partitions())
                .containsExactly(List.of());
    }

    @Test
    void a_partition_that_holds_too_much_is_refused() throws Exception {
        // Given
        loader.run(small(1));
        byte[] image = new AvroSerializer<>(LabeledImage.class)
                .serialize(
                        "",
                        read(topics.trainImages()).as(LabeledImage.class).get(0).get(0));
        new TopicContent(List.of(List.of(), List.of(image)))
                .writeFirst(List.of(0, 1), broker.bootstrapServers(), topics.trainImages());

        // When, Then
        assertRefused(loader.run(small(1)), "partition 1, offset 75: the record holds more than 1 epochs");
    }

    @Test
    void an_unreachable_broker_is_named() throws Exception {
        int port = KafkaBroker.freePort();
        Map<String, String> elsewhere =
                Map.of("KAFKA_BOOTSTRAP_SERVERS", "localhost:" + port, "CUTMIX_LOADER_BROKER_TIMEOUT", "2s");

        assertRefused(
                loader(topics, elsewhere).run(small(1)),
                "Kafka at localhost:" + port + " did not answer within 2 s: start it, or set KAFKA_BOOTSTRAP_SERVERS");
    }

    @Test
    void an_unknown_host_is_named() throws Exception {
        Map<String, String> elsewhere = Map.of("KAFKA_BOOTSTRAP_SERVERS", "no-such-host.invalid:9092");

        assertRefused(loader(topics, elsewhere).run(small(1)), "Kafka at no-such-host.invalid:9092: No resolvable");
    }

    @Test
    void a_dataset_that_cannot_be_read_leaves_no_topic() throws Exception {
        // Given
        Path truncated = folder.resolve("truncated");
        Map<String, byte[]> files = CifarFixture.files();
        files.put("test_batch.bin", new byte[3072]);
        CifarFixture.write(truncated, files);
        Path corrupt = folder.resolve("corrupt");
        ImageFolders.write(corrupt.resolve("train/a/1.jpg"), Color.RED, 40, 40);
        Path broken = ImageFolders.write(corrupt.resolve("test/a/1.jpg"), Color.RED, 40, 40);
        Files.write(broken, Arrays.copyOf(Files.readAllBytes(broken), 100));
        Path empty = folder.resolve("empty");
        ImageFolders.write(empty.resolve("train/a/1.jpg"), Color.RED, 40, 40);
        Files.createDirectories(empty.resolve("test/a"));

        // When, Then
        assertRefused(loader.run("--dataset", truncated.toString()), "test_batch.bin is truncated");
        assertRefused(loader.run("--dataset", corrupt.toString()), broken + " is not a whole PNG or JPEG image");
        assertRefused(loader.run("--dataset", empty.toString()), empty.resolve("test/a") + " holds no image");
        assertRefused(loader.run("--dataset", folder.resolve("none").toString()), "none does not exist");
        assertThat(admin.listTopics().names().get()).noneMatch(name -> name.startsWith(topics.prefix()));
    }

    @Test
    void a_download_is_loaded_only_if_its_checksum_is_right() throws Exception {
        try (ArchiveServer server = new ArchiveServer(CifarFixture.archive())) {
            // Given
            Map<String, String> remote = new HashMap<>();
            remote.put("CUTMIX_LOADER_CIFAR10_URL", server.uri("/archive").toString());
            remote.put("CUTMIX_LOADER_CIFAR10_SIZE", "" + server.file().size());
            remote.put("CUTMIX_LOADER_CIFAR10_SHA256", "ab".repeat(32));

            // When
            Outcome wrong = loader(topics, remote).run("--dataset", "cifar10", "--epochs", "1");
            remote.put("CUTMIX_LOADER_CIFAR10_SHA256", server.file().sha256());
            Outcome right = loader(topics, remote).run("--dataset", "cifar10", "--epochs", "1");

            // Then
            assertRefused(wrong, "not " + server.file().size() + " and abab");
            assertThat(right.err()).isEmpty();
            assertThat(right.out())
                    .singleElement()
                    .asString()
                    .startsWith("Loaded cifar10: 10 training images x 1 epochs, 2 test images, 2 classes");
        }
    }

    @Test
    void wrong_options_are_named_before_anything_is_done() throws Exception {
        Outcome outcome = loader.run("--partitions", "0");

        assertThat(outcome.exitCode()).isEqualTo(2);
        assertThat(outcome.err()).first().isEqualTo("error: --partitions 0 is not at least 1");
        assertThat(loader.run("--epoch", "3").err()).first().asString().startsWith("error: Unknown option");
    }

    private static void assertRefused(Outcome outcome, String words) {
        assertThat(outcome.err())
                .singleElement()
                .asString()
                .startsWith("error: ")
                .contains(words);
        assertThat(outcome.exitCode()).isEqualTo(1);
        assertThat(outcome.out()).isEmpty();
    }

    private static void assertSame(TopicContent actual, TopicContent expected) {
        for (int partition = 0; partition < PARTITIONS; partition++) {
            assertThat(actual.partitions().get(partition))
                    .containsExactlyElementsOf(expected.partitions().get(partition));
        }
    }

    private void createTopics(Topics made) throws Exception {
        List<NewTopic> wanted = List.of(
                new NewTopic(made.datasetInfo(), Optional.of(1), Optional.empty()),
                new NewTopic(made.trainImages(), Optional.of(PARTITIONS), Optional.empty()),
                new NewTopic(made.testImages(), Optional.of(PARTITIONS), Optional.empty()));
        admin.createTopics(wanted).all().get();
    }

    private TopicContent read(String topic) {
        return TopicContent.read(broker.bootstrapServers(), topic);
    }

    private List<DatasetInfo> infos() {
        return read(topics.datasetInfo()).as(DatasetInfo.class).get(0);
    }
}
