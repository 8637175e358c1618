package cutmix.loader;

import static org.assertj.core.api.Assertions.assertThat;

import cutmix.broker.KafkaBroker;
import cutmix.schemas.DatasetInfo;
import cutmix.schemas.kafka.Topics;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** A broker, with separate topics for each test, and the built loader to fill them. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class LoaderFixture {

    static final int TRAIN_SIZE = 301;
    static final int TEST_SIZE = 62;
    static final int PARTITIONS = 4;
    Path folder;
    KafkaBroker broker;
    Admin admin;
    Topics topics;
    LoaderProcess loader;

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

    LoaderProcess loader(Topics ofTopics, Map<String, String> more) {
        Map<String, String> environment = new HashMap<>();
        environment.put("KAFKA_BOOTSTRAP_SERVERS", broker.bootstrapServers());
        environment.put("CUTMIX_TOPIC_PREFIX", ofTopics.prefix());
        environment.put("CUTMIX_LOADER_CACHE", folder.resolve("cache").toString());
        environment.putAll(more);
        return new LoaderProcess(environment);
    }

    static String[] small(int epochs) {
        return small(epochs, 7, PARTITIONS);
    }

    static String[] small(int epochs, int seed, int partitions) {
        return ("--epochs " + epochs + " --seed " + seed + " --partitions " + partitions + " --train-limit "
                        + TRAIN_SIZE + " --test-limit " + TEST_SIZE)
                .split(" ");
    }

    static void assertSame(TopicContent actual, TopicContent expected) {
        for (int partition = 0; partition < PARTITIONS; partition++) {
            assertThat(actual.partitions().get(partition))
                    .containsExactlyElementsOf(expected.partitions().get(partition));
        }
    }

    void createTopics(Topics made) throws Exception {
        List<NewTopic> wanted = List.of(
                new NewTopic(made.datasetInfo(), Optional.of(1), Optional.empty())
                        .configs(Map.of("cleanup.policy", "compact")),
                new NewTopic(made.trainImages(), Optional.of(PARTITIONS), Optional.empty()),
                new NewTopic(made.testImages(), Optional.of(PARTITIONS), Optional.empty()));
        admin.createTopics(wanted).all().get();
    }

    /** Waits until the loader has started to write training images. */
    void awaitImages() {
        Awaitility.await()
                .atMost(30, TimeUnit.SECONDS)
                .until(() -> admin.listTopics().names().get().contains(topics.trainImages()) && end(0) > 0);
    }

    /** The end offset of a partition of the training images. */
    long end(int partition) throws Exception {
        TopicPartition asked = new TopicPartition(topics.trainImages(), partition);
        return admin.listOffsets(Map.of(asked, OffsetSpec.latest()))
                .partitionResult(asked)
                .get()
                .offset();
    }

    String setting(String topic, String key) throws Exception {
        ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
        return admin.describeConfigs(List.of(resource))
                .all()
                .get()
                .get(resource)
                .get(key)
                .value();
    }

    TopicContent read(String topic) {
        return TopicContent.read(broker.bootstrapServers(), topic);
    }

    List<DatasetInfo> infos() {
        return read(topics.datasetInfo()).as(DatasetInfo.class).get(0);
    }
}
