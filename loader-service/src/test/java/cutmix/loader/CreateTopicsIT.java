package cutmix.loader;

import static org.assertj.core.api.Assertions.assertThat;

import cutmix.loader.LoaderProcess.Outcome;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.Test;

/** Tests the creation of topics for a dataset that another program writes. */
class CreateTopicsIT extends LoaderFixture {

    @Test
    void topics_are_created_once_and_the_loader_accepts_them() throws Exception {
        // When
        Outcome created = create("--partitions", "" + PARTITIONS);
        Outcome again = create("--partitions", "" + PARTITIONS);
        Outcome loaded = loader.run(small(1));
        Outcome afterward = create("--partitions", "" + PARTITIONS);

        // Then
        assertThat(created.err()).isEmpty();
        assertThat(created.exitCode()).isZero();
        assertThat(created.out())
                .containsExactly(
                        topics.datasetInfo() + ": created with 1 partition",
                        topics.deadLetters() + ": created with 1 partition",
                        topics.mixedImages() + ": created with 4 partitions",
                        topics.testImages() + ": created with 4 partitions",
                        topics.trainImages() + ": created with 4 partitions",
                        topics.metrics() + ": created with 1 partition",
                        topics.steps() + ": created with 1 partition");
        assertThat(again.exitCode()).isZero();
        assertThat(again.out()).hasSize(7).allSatisfy(line -> assertThat(line).endsWith("as the loader creates it"));
        assertThat(loaded.err()).isEmpty();
        assertThat(afterward.out()).isEqualTo(again.out());
    }

    @Test
    void a_topic_that_differs_is_described_and_stays_as_it_is() throws Exception {
        // Given
        make(topics.trainImages(), PARTITIONS, Map.of("retention.ms", "60000"));

        // When
        Outcome outcome = create("--partitions", "" + PARTITIONS);

        // Then
        assertThat(outcome.exitCode()).isZero();
        assertThat(outcome.out())
                .contains(topics.trainImages() + ": exists with 4 partitions, but max.message.bytes is 1048588, not "
                        + "1114124; message.timestamp.before.max.ms is "
                        + "9223372036854775807, not 30000; retention.ms is 60000, not -1");
        assertThat(setting(topics.trainImages(), "retention.ms")).isEqualTo("60000");
    }

    @Test
    void settings_that_weaken_the_pipeline_are_differences_and_each_is_warned_of() throws Exception {
        // Given
        make(topics.metrics(), 1, Map.of("cleanup.policy", "compact"));
        make(topics.datasetInfo(), 1, Map.of());
        make(topics.trainImages(), PARTITIONS, Map.of("message.timestamp.type", "LogAppendTime"));

        // When
        Outcome created = create("--partitions", "" + PARTITIONS);
        Outcome loaded = loader.run(small(1));

        // Then
        assertThat(created.out())
                .anySatisfy(line -> assertThat(line)
                        .startsWith(topics.metrics() + ": exists with 1 partition, but cleanup.policy is compact, not"
                                + " delete"))
                .anySatisfy(line -> assertThat(line)
                        .startsWith(topics.datasetInfo()
                                + ": exists with 1 partition, but cleanup.policy is delete, not" + " compact"))
                .anySatisfy(line -> assertThat(line)
                        .startsWith(topics.trainImages())
                        .contains("message.timestamp.type is LogAppendTime, not CreateTime"));
        String command = "run kafka-configs.sh --bootstrap-server " + broker.bootstrapServers()
                + " --alter --entity-type topics --entity-name ";
        assertThat(loaded.exitCode()).isZero();
        assertThat(loaded.out())
                .filteredOn(line -> line.startsWith("warning: "))
                .containsExactly(
                        "warning: topic " + topics.datasetInfo() + " at " + broker.bootstrapServers()
                                + " has cleanup.policy=delete, so that retention may remove the dataset's description,"
                                + " without which no service starts: " + command + topics.datasetInfo()
                                + " --add-config cleanup.policy=compact",
                        "warning: topic " + topics.trainImages() + " at " + broker.bootstrapServers()
                                + " has message.timestamp.type=LogAppendTime, so that brokers accept records of a suspended"
                                + " loader after another loader has taken over: " + command + topics.trainImages()
                                + " --add-config message.timestamp.type=CreateTime",
                        "warning: topic " + topics.metrics() + " at " + broker.bootstrapServers()
                                + " has cleanup.policy=compact, so that compaction may remove all reports of a run but"
                                + " the last: " + command + topics.metrics() + " --add-config cleanup.policy=delete");
        assertThat(created.out()).containsAll(loaded.out().subList(0, 3));
    }

    @Test
    void topics_that_no_dataset_fits_into_are_refused_after_the_report() throws Exception {
        // Given
        make(topics.testImages(), 2, Map.of());

        // When
        Outcome outcome = create("--partitions", "" + PARTITIONS);

        // Then
        assertThat(outcome.exitCode()).isEqualTo(2);
        assertThat(outcome.out()).hasSize(7).anySatisfy(line -> assertThat(line)
                .startsWith(topics.testImages() + ": exists with 2 partitions, but the loader creates it with 4; "));
        assertThat(outcome.err())
                .singleElement()
                .asString()
                .startsWith("error: topic " + topics.testImages())
                .contains("has 2 partitions, not 4: use --partitions 2");
    }

    @Test
    void topics_for_large_images_accept_their_records() throws Exception {
        Outcome outcome = create("--image-size", "1000");

        assertThat(outcome.exitCode()).isZero();
        assertThat(Long.parseLong(setting(topics.trainImages(), "max.message.bytes")))
                .isGreaterThan(3_000_000);
        assertThat(create("--image-size", "32").out())
                .allSatisfy(line -> assertThat(line).endsWith("as the loader creates it"));
    }

    @Test
    void an_option_out_of_its_range_is_refused_in_one_line() throws Exception {
        Outcome outcome = create("--partitions", "0");

        assertThat(outcome.exitCode()).isEqualTo(2);
        assertThat(outcome.err()).containsExactly("error: --partitions '0' is not a whole number from 1 to 1000");
    }

    @Test
    void topics_get_the_settings_of_options_and_variables() throws Exception {
        // Given
        loader = loader(topics, Map.of("CUTMIX_LOADER_TOPIC_CONFIG", "compression.type=zstd,min.insync.replicas=1"));

        // When
        Outcome created = create("--replication-factor", "1");
        Outcome loaded = loader.run(small(1));

        // Then
        assertThat(created.exitCode()).isZero();
        assertThat(loaded.err()).isEmpty();
        assertThat(setting(topics.trainImages(), "compression.type")).isEqualTo("zstd");
        assertThat(setting(topics.steps(), "compression.type")).isEqualTo("zstd");

        // When
        Outcome again = create("--topic-config", "compression.type=lz4");

        // Then
        assertThat(again.out())
                .contains(topics.trainImages() + ": exists with 4 partitions, but compression.type is zstd, not lz4");
    }

    @Test
    void replicas_and_settings_that_cannot_be_are_refused_in_one_line() throws Exception {
        Outcome replicas = create("--replication-factor", "3");
        Outcome byVariable =
                loader(topics, Map.of("CUTMIX_LOADER_REPLICATION_FACTOR", "3")).run("topics", "create");
        Outcome compacted = loader.run("--topic-config", "cleanup.policy=compact");

        assertThat(replicas.exitCode()).isEqualTo(2);
        assertThat(replicas.err()).singleElement().asString().endsWith("): set --replication-factor");
        assertThat(byVariable.exitCode()).isEqualTo(2);
        assertThat(byVariable.err()).singleElement().asString().endsWith("): set CUTMIX_LOADER_REPLICATION_FACTOR");
        assertThat(compacted.exitCode()).isEqualTo(2);
        assertThat(compacted.err())
                .singleElement()
                .asString()
                .startsWith("error: --topic-config 'cleanup.policy=compact' cannot be set (");
    }

    private Outcome create(String... options) throws Exception {
        String[] arguments = new String[options.length + 2];
        arguments[0] = "topics";
        arguments[1] = "create";
        System.arraycopy(options, 0, arguments, 2, options.length);
        return loader.run(arguments);
    }

    private void make(String topic, int partitions, Map<String, String> settings) throws Exception {
        admin.createTopics(List.of(new NewTopic(topic, Optional.of(partitions), Optional.empty()).configs(settings)))
                .all()
                .get();
    }
}
