package cutmix.loader;

import static org.assertj.core.api.Assertions.assertThat;

import cutmix.loader.LoaderProcess.Outcome;
import cutmix.loader.LoaderProcess.Running;
import cutmix.schemas.EpochMetrics;
import cutmix.schemas.metrics.EpochMetricsJson;
import cutmix.schemas.order.EpochLayout;
import cutmix.schemas.text.RunName;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.serialization.StringSerializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** Tests a loader that waits for training. */
class LoaderPaceIT extends LoaderFixture {

    private static final int EPOCHS = 4;

    private final EpochLayout layout = new EpochLayout(TRAIN_SIZE, PARTITIONS);

    @Test
    void with_none_ahead_each_epoch_is_written_once_the_one_before_is_trained_by_all() throws Exception {
        try (Running running = loader.start(paced("--max-epochs-ahead", "0", "--runs", "cutmix,plain"))) {
            // Given
            await(() -> running.lines()
                    .contains("epoch 1 is written; waiting for run 'cutmix', which has not trained an " + "epoch yet"));
            assertThat(ends()).isEqualTo(endsAfter(1));

            // When
            report("cutmix", 1);
            report("other", 1);
            write("plain", "noise");
            report("plain", 1);

            // Then
            await(() -> ends().equals(endsAfter(2)));

            // When
            report("cutmix", 2);
            report("cutmix", 3);
            report("plain", 2);

            // Then
            await(() -> ends().equals(endsAfter(3)));

            // When
            report("plain", 3);

            // Then
            Outcome outcome = running.await();
            assertThat(outcome.exitCode()).isZero();
            assertThat(outcome.err()).isEmpty();
            assertThat(ends()).isEqualTo(endsAfter(EPOCHS));
            assertThat(outcome.out())
                    .anyMatch(line -> line.startsWith("topic " + topics.metrics()
                            + ", partition 0, offset 2: the record is skipped and kept in topic "
                            + topics.deadLetters() + " (not an EpochMetrics: noise"));
        }
    }

    @Test
    void while_it_waits_it_keeps_its_lease_and_ends_when_it_is_told_to() throws Exception {
        try (Running running =
                loader(topics, Map.of("CUTMIX_LOADER_SESSION_TIMEOUT", "6s")).start(paced("--max-epochs-ahead", "1"))) {
            // Given
            await(() -> running.lines()
                    .contains("epoch 2 is written; waiting for a training run to report its first epoch"));
            try (Running other = loader.start(paced())) {
                await(() -> other.lines().stream().anyMatch(line -> line.startsWith("another loader is writing")));
                Awaitility.await()
                        .during(7, TimeUnit.SECONDS)
                        .atMost(10, TimeUnit.SECONDS)
                        .until(() -> running.process().isAlive() && ends().equals(endsAfter(2)));
            }

            // When
            running.process().destroy();

            // Then
            assertThat(running.await().err())
                    .containsExactly("error: stopped before everything was loaded: run again to resume");
        }
    }

    @Test
    void topics_keep_only_needed_epochs_and_a_loader_resumes_after_old_ones_are_removed() throws Exception {
        // Given
        try (Running first = loader.start(paced("--max-epochs-ahead", "0"))) {
            await(() -> first.lines().stream().anyMatch(line -> line.startsWith("epoch 1 is written; waiting for")));
            report("run", EPOCHS - 1);
            assertThat(first.await().exitCode()).isZero();
        }
        Map<TopicPartition, RecordsToDelete> removed = new HashMap<>();
        for (int partition = 0; partition < PARTITIONS; partition++) {
            removed.put(
                    new TopicPartition(topics.trainImages(), partition),
                    RecordsToDelete.beforeOffset(layout.endOffset(partition, 1)));
        }
        admin.deleteRecords(removed).all().get();

        // When
        Outcome unaware = loader.run(small(EPOCHS));
        report("run", EPOCHS);
        Outcome outcome = loader.run(paced(EPOCHS + 1, "--max-epochs-ahead", "0"));

        // Then
        assertThat(unaware.err())
                .singleElement()
                .asString()
                .contains("the record was deleted, by retention or by hand")
                .contains("--max-epochs-ahead");
        assertThat(outcome.err()).isEmpty();
        assertThat(ends()).isEqualTo(endsAfter(EPOCHS + 1));
        assertThat(Long.parseLong(setting(topics.trainImages(), "retention.bytes")))
                .isGreaterThan(3L * layout.sliceSize(0) * 3072);
        assertThat(Long.parseLong(setting(topics.mixedImages(), "retention.bytes")))
                .isGreaterThan(3L * layout.sliceSize(0) * 3072);
        assertThat(setting(topics.trainImages(), "segment.bytes")).isEqualTo("" + (1 << 20));
        assertThat(setting(topics.testImages(), "retention.bytes")).isEqualTo("-1");
    }

    @Test
    void a_topic_that_is_compacted_meanwhile_is_suspected_where_it_takes_no_more() throws Exception {
        try (Running running = loader.start(paced("--max-epochs-ahead", "0"))) {
            // Given
            await(() -> running.lines().stream().anyMatch(line -> line.startsWith("epoch 1 is written; waiting for")));
            ConfigResource topic = new ConfigResource(ConfigResource.Type.TOPIC, topics.trainImages());
            AlterConfigOp compact =
                    new AlterConfigOp(new ConfigEntry("cleanup.policy", "compact"), AlterConfigOp.OpType.SET);
            admin.incrementalAlterConfigs(Map.of(topic, List.of(compact))).all().get();

            // When
            report("run", 1);

            // Then
            Outcome outcome = running.await();
            assertThat(outcome.exitCode()).isEqualTo(1);
            assertThat(outcome.err())
                    .singleElement()
                    .asString()
                    .startsWith("error: topic " + topics.trainImages() + " at " + broker.bootstrapServers()
                            + " rejected a record (")
                    .contains("if it is compacted, run kafka-configs.sh")
                    .endsWith("--add-config cleanup.policy=delete and start again");
        }
    }

    @Test
    void options_that_make_no_sense_are_named() throws Exception {
        assertUsage("--max-epochs-ahead '-1' is not a whole number from 0 to 1000000", "--max-epochs-ahead", "-1");
        assertUsage("--runs needs --max-epochs-ahead", "--runs", "a");
        assertUsage(RunName.refusal("--runs", "").orElseThrow(), "--max-epochs-ahead", "1", "--runs", ",a");
        assertUsage(RunName.refusal("--runs", "../b").orElseThrow(), "--max-epochs-ahead", "1", "--runs", "a,../b");
    }

    private void assertUsage(String words, String... options) throws Exception {
        Outcome outcome = loader.run(options);
        assertThat(outcome.err()).first().isEqualTo("error: " + words);
        assertThat(outcome.exitCode()).isEqualTo(2);
    }

    private static String[] paced(String... options) {
        return paced(EPOCHS, options);
    }

    private static String[] paced(int epochs, String... options) {
        List<String> arguments = new ArrayList<>(List.of(small(epochs)));
        arguments.addAll(List.of(options));
        return arguments.toArray(String[]::new);
    }

    private List<Long> ends() throws Exception {
        List<Long> ends = new ArrayList<>();
        for (int partition = 0; partition < PARTITIONS; partition++) {
            ends.add(end(partition));
        }
        return ends;
    }

    private List<Long> endsAfter(int epochs) {
        List<Long> ends = new ArrayList<>();
        for (int partition = 0; partition < PARTITIONS; partition++) {
            ends.add(layout.endOffset(partition, epochs));
        }
        return ends;
    }

    private void report(String run, int epoch) {
        report(run, epoch, EPOCHS + 1);
    }

    private void report(String run, int epoch, int epochs) {
        write(
                run,
                EpochMetricsJson.write(EpochMetrics.newBuilder()
                        .setRun(run)
                        .setPath("plain")
                        .setRecipe("keras")
                        .setSeed(1L)
                        .setEpoch(epoch)
                        .setEpochs(epochs)
                        .setSamples(TRAIN_SIZE)
                        .setLoss(1.0)
                        .setAccuracy(0.5)
                        .setValLoss(1.0)
                        .setValAccuracy(0.5)
                        .setSeconds(1.0)
                        .setSamplesPerSecond(1.0)
                        .setDataWaitShare(0.0)
                        .setLearningRate(0.1)
                        .setSkipped(0)
                        .setValConfusion(List.of())
                        .setRunId("")
                        .setStarted(0L)
                        .setSettings(Map.of())
                        .build()));
    }

    private void write(String run, String json) {
        try (KafkaProducer<String, String> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", broker.bootstrapServers()),
                new StringSerializer(),
                new StringSerializer())) {
            producer.send(new ProducerRecord<>(topics.metrics(), run, json));
        }
    }

    @Test
    void what_runs_of_an_earlier_load_have_reported_does_not_count() throws Exception {
        // Given
        createMetricsTopic();
        report("run", EPOCHS + 1);

        try (Running running = loader.start(paced("--max-epochs-ahead", "0", "--runs", "run"))) {
            await(() -> running.lines()
                    .contains("epoch 1 is written; waiting for run 'run', which has not trained an epoch yet"));
            report("run", 1);
            await(() -> ends().equals(endsAfter(2)));
            running.process().destroyForcibly().waitFor();
        }

        // When: a restarted loader uses the run's reports
        try (Running running = loader.start(paced("--max-epochs-ahead", "0", "--runs", "run"))) {
            await(() -> running.lines()
                    .contains("epoch 2 is written; waiting for run 'run', which has trained 1 of 5 epochs"));
            report("run", 3);

            // Then
            assertThat(running.await().exitCode()).isZero();
        }
        assertThat(ends()).isEqualTo(endsAfter(EPOCHS));
    }

    @Test
    void a_run_that_was_through_before_the_epochs_were_raised_does_not_let_all_be_written() throws Exception {
        // Given
        loader.run(small(2));
        report("run", 2, 2);

        // When
        try (Running running = loader.start(paced(5, "--max-epochs-ahead", "0", "--runs", "run"))) {
            await(() -> running.lines()
                    .contains(
                            "epoch 3 is written; waiting for run 'run', which has trained 2 of 2 epochs, but no epoch "
                                    + "since the dataset has more"));

            // Then
            assertThat(ends()).isEqualTo(endsAfter(3));
            report("run", 3, 5);
            await(() -> ends().equals(endsAfter(4)));
            running.process().destroyForcibly().waitFor();
        }
    }

    @Test
    void a_name_from_the_topic_is_said_in_a_form_that_is_safe_to_print() throws Exception {
        // Given: a loader that waits for all runs, and has seen the report of one
        try (Running running = loader.start(paced("--max-epochs-ahead", "0"))) {
            await(() -> running.lines()
                    .contains("epoch 1 is written; waiting for a training run to report its first epoch"));
            report("x\u001b[2J\nerror: y\u202e", 1, EPOCHS);
            await(() -> ends().equals(endsAfter(2)));
            running.process().destroyForcibly().waitFor();
        }

        // When
        try (Running running = loader.start(paced("--max-epochs-ahead", "0"))) {

            // Then
            await(() -> running.lines()
                    .contains(
                            "epoch 2 is written; waiting for run 'x\\u001b[2J\\nerror: y\\u202e', which has trained 1 of "
                                    + EPOCHS + " epochs"));
            running.process().destroyForcibly().waitFor();
        }
    }

    private void createMetricsTopic() throws Exception {
        NewTopic metrics = new NewTopic(topics.metrics(), Optional.of(1), Optional.empty());
        admin.createTopics(List.of(metrics)).all().get();
    }

    private static void await(Callable<Boolean> condition) {
        Awaitility.await().atMost(60, TimeUnit.SECONDS).until(condition);
    }
}
