package cutmix.peers.brokers;

import static org.assertj.core.api.Assertions.assertThat;

import cutmix.broker.KafkaBroker;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OtherBrokersIT {

    private static final String BEFORE = "message.timestamp.before.max.ms";
    private static final String DIFFERENCE = "message.timestamp.difference.max.ms";
    private static final List<String> WRITTEN_BY_LOADER = List.of("dataset.info", "images.train", "images.test");

    @TempDir
    private static Path folder;

    private static List<byte[]> expected;

    @BeforeAll
    static void runOnDefaultBroker() throws Exception {
        try (KafkaBroker broker = KafkaBroker.start(folder.resolve("default-broker"))) {
            PipelineCommands pipeline = new PipelineCommands(folder.resolve("default"), broker.bootstrapServers());
            assertThat(pipeline.run()).contains("With CutMix", "Without CutMix");
            expected = pipeline.weights();
        }
    }

    @Test
    void before_3_6_the_pipeline_trains_the_same_and_another_setting_serves() throws Exception {
        try (OtherBroker broker = OtherBroker.start("kafka-3.5", folder.resolve("old-broker"))) {
            // When
            String output = trainsTheSame(broker);

            // Then
            assertThat(output.lines().filter(line -> line.contains("warning: the brokers do not accept")))
                    .singleElement()
                    .asString()
                    .contains(BEFORE, "topics dataset.info, images.test, images.train created with " + DIFFERENCE);
            for (String topic : WRITTEN_BY_LOADER) {
                assertThat(setting(broker, topic, DIFFERENCE)).as(topic).isEqualTo("30000");
                assertThat(setting(broker, topic, BEFORE)).as(topic).isNull();
            }

            // When
            loadersTakeTurns(broker);

            // Then
            for (String topic : WRITTEN_BY_LOADER) {
                assertThat(setting(broker, topic, DIFFERENCE)).as(topic).isEqualTo("4000");
            }
        }
    }

    @Test
    void on_the_newest_brokers_the_pipeline_trains_the_same() throws Exception {
        try (OtherBroker broker = OtherBroker.start("kafka-4.4", folder.resolve("new-broker"))) {
            // When
            String output = trainsTheSame(broker);

            // Then
            assertThat(output).doesNotContain("warning:");
            loadersTakeTurns(broker);
            for (String topic : WRITTEN_BY_LOADER) {
                assertThat(setting(broker, topic, BEFORE)).as(topic).isEqualTo("4000");
            }
        }
    }

    @Test
    void the_documented_versions_are_the_tested_ones() throws Exception {
        String page = Files.readString(Path.of("../../docs/operations/brokers.md"));
        for (String module : List.of("kafka-3.5", "kafka-4.4")) {
            assertThat(page).contains("| " + OtherBroker.version(Path.of(module, "target/lib")) + " |");
        }
    }

    private static String trainsTheSame(OtherBroker broker) throws Exception {
        PipelineCommands pipeline = new PipelineCommands(folder.resolve(broker.version()), broker.bootstrapServers());
        String output = pipeline.run();
        assertThat(output).contains("With CutMix", "Without CutMix");
        List<byte[]> weights = pipeline.weights();
        assertThat(weights.get(0)).isEqualTo(expected.get(0));
        assertThat(weights.get(1)).isEqualTo(expected.get(1));
        return output;
    }

    /** Two concurrent loaders with a shorter session: one waits for the other, and together they write one log. */
    private static void loadersTakeTurns(OtherBroker broker) throws Exception {
        PipelineCommands pipeline = new PipelineCommands(folder.resolve(broker.version()), broker.bootstrapServers());
        Map<String, String> shortSession = Map.of("CUTMIX_LOADER_SESSION_TIMEOUT", "6s");
        Process first = pipeline.startLoader(4, shortSession);
        Process second = pipeline.startLoader(4, shortSession);
        PipelineCommands.output(first);
        PipelineCommands.output(second);
        assertThat(records(broker, "images.train")).isEqualTo(4 * 150);
    }

    private static long records(OtherBroker broker, String topic) throws Exception {
        try (Admin admin = admin(broker)) {
            long records = 0;
            for (int partition = 0; partition < 4; partition++) {
                TopicPartition asked = new TopicPartition(topic, partition);
                records += admin.listOffsets(Map.of(asked, OffsetSpec.latest()))
                        .partitionResult(asked)
                        .get()
                        .offset();
            }
            return records;
        }
    }

    /** Null if the broker does not have the setting. */
    private static String setting(OtherBroker broker, String topic, String key) throws Exception {
        ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
        try (Admin admin = admin(broker)) {
            ConfigEntry entry = admin.describeConfigs(List.of(resource))
                    .all()
                    .get()
                    .get(resource)
                    .get(key);
            return entry == null ? null : entry.value();
        }
    }

    private static Admin admin(OtherBroker broker) {
        return Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()));
    }
}
