package cutmix.augment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import cutmix.broker.KafkaBroker;
import cutmix.schemas.MixedImage;
import cutmix.schemas.identity.DatasetIdentity;
import cutmix.schemas.order.SamplePosition;
import cutmix.schemas.serde.AvroDeserializer;
import cutmix.support.BrokerExtension;
import cutmix.support.Endpoints;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.LongStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Topics that change while a worker runs or before it starts. */
class ChangedTopicsIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    static Path folder;

    @RegisterExtension
    static final BrokerExtension BROKER = new BrokerExtension();

    /** Slices of 258, 258, 257 and 257 records. */
    private final RandomSamples samples = RandomSamples.of(1_030, 4, 2);

    private WorkerTopics pipeline;

    @BeforeEach
    void openPipeline(TestInfo test) throws Exception {
        pipeline = new WorkerTopics(BROKER.bootstrapServers(), Worker.prefix(test));
        pipeline.open(samples);
    }

    @AfterEach
    void closePipeline() {
        pipeline.close();
    }

    @Test
    void where_old_records_are_removed_a_worker_begins_with_the_first_whole_block() throws Exception {
        // Given: blocks of 36 or 37 records, with committed offsets that are removed, within a block, or kept
        pipeline.load(samples, 1, 1);
        pipeline.group().commit(0, 73);
        pipeline.remove(0, 100);
        pipeline.remove(1, 40);

        // When
        try (Worker worker = pipeline.startWorker(folder, "cutmix.augment.block-size=40")) {
            pipeline.group().awaitCommitted(samples, 1);

            // Then
            assertThat(worker.err().lines())
                    .singleElement()
                    .asString()
                    .contains(
                            "partition 0: the records from offset 73 to 99 are removed; mixing continues at offset 110");
        }
        assertThat(offsets(0)).first().isEqualTo(110L);
        assertThat(offsets(1)).first().isEqualTo(73L);
        assertThat(offsets(2)).first().isEqualTo(0L);
    }

    @Test
    void partitions_that_are_added_in_the_midst_are_ignored_and_the_others_go_on() throws Exception {
        try (Worker worker = pipeline.startWorker(folder)) {
            // Given
            pipeline.load(samples, 1, 1);
            pipeline.group().awaitCommitted(samples, 1);

            // When
            pipeline.addPartitions(6);
            pipeline.write(5, new byte[] {1, 2, 3});
            await().atMost(PATIENCE).until(() -> worker.err().contains("has more partitions"));
            pipeline.load(samples, 2, 2);
            pipeline.group().awaitCommitted(samples, 2);

            // Then
            assertThat(worker.err().lines())
                    .singleElement()
                    .asString()
                    .contains("has more partitions than the 4 that dataset samples was loaded into")
                    .contains("Kafka cannot remove partitions; to use all of them, load again with --partitions");
        }
        for (int partition = 0; partition < 4; partition++) {
            assertThat(offsets(partition))
                    .containsAll(offsetsBelow(samples.layout().endOffset(partition, 2)));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"classic", "consumer"})
    void a_worker_waits_for_a_deleted_mixed_topic_and_mixes_it_from_the_beginning(String protocol) throws Exception {
        Endpoints endpoints = new Endpoints(KafkaBroker.freePort());
        pipeline.loadNamed(samples, 1, 2);
        try (Worker worker = pipeline.startWorker(
                folder, "quarkus.http.port=" + endpoints.port(), "kafka.group.protocol=" + protocol)) {
            // Given
            pipeline.group().awaitCommitted(samples, 2);
            await().atMost(PATIENCE).until(() -> endpoints.status("health/ready") == 200);

            // When
            pipeline.delete(pipeline.topics().mixedImages());

            // Then
            await().atMost(PATIENCE).until(() -> endpoints.status("health/ready") == 503);
            assertThat(endpoints.status("health/live")).isEqualTo(200);
            assertThat(worker.out())
                    .contains("Waiting for topic " + pipeline.topics().mixedImages() + ", which does not exist");
            assertThat(pipeline.exists(pipeline.topics().mixedImages())).isFalse();

            // When
            pipeline.createMixedTopic(4);

            // Then
            awaitMixed(2);
            await().atMost(PATIENCE).until(() -> endpoints.status("health/ready") == 200);
            assertThat(worker.err()).contains("was deleted: this worker discards its unwritten samples, and restarts");
        }
        assertMixedOf(samples, 2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"classic", "consumer"})
    void a_mixed_topic_that_is_made_anew_at_once_is_mixed_from_the_beginning(String protocol) throws Exception {
        pipeline.loadNamed(samples, 1, 2);
        try (Worker worker = pipeline.startWorker(folder, "kafka.group.protocol=" + protocol);
                Worker other = pipeline.startWorker(folder, "kafka.group.protocol=" + protocol)) {
            // Given
            pipeline.group().awaitCommitted(samples, 2);
            await().atMost(PATIENCE).until(() -> pipeline.group().workers() == 2);

            // When
            pipeline.delete(pipeline.topics().mixedImages());
            pipeline.createMixedTopic(4);

            // Then
            awaitMixed(2);
            assertThat(worker.err() + other.err()).contains("was deleted").doesNotContain("error:");
        }
        assertMixedOf(samples, 2);
    }

    @Test
    void a_mixed_topic_that_was_made_anew_while_no_worker_ran_is_mixed_from_the_beginning() throws Exception {
        // Given
        pipeline.loadNamed(samples, 1, 2);
        try (Worker worker = pipeline.startWorker(folder)) {
            pipeline.group().awaitCommitted(samples, 2);
            worker.stop();
            worker.exitCode();
        }

        // When
        pipeline.delete(pipeline.topics().mixedImages());
        pipeline.createMixedTopic(4);

        // Then
        try (Worker worker = pipeline.startWorker(folder)) {
            awaitMixed(2);
            assertThat(worker.err())
                    .contains("offset 516 was committed for topics that were deleted since; mixing starts again");
        }
        assertMixedOf(samples, 2);
    }

    @Test
    void topics_that_are_loaded_anew_with_another_seed_are_mixed_by_their_own_description() throws Exception {
        RandomSamples reloaded = samples.withSeed(7);
        pipeline.loadNamed(samples, 1, 2);
        try (Worker worker = pipeline.startWorker(folder, "cutmix.augment.block-size=40")) {
            // Given
            pipeline.group().awaitCommitted(samples, 2);

            // When
            pipeline.delete(
                    pipeline.topics().datasetInfo(),
                    pipeline.topics().trainImages(),
                    pipeline.topics().mixedImages(),
                    pipeline.topics().deadLetters());
            pipeline.open(reloaded);
            pipeline.loadNamed(reloaded, 1, 2);

            // Then
            awaitMixed(2);
            assertThat(worker.err()).doesNotContain("error:");
        }
        assertMixedOf(reloaded, 2);
    }

    @Test
    void records_of_another_dataset_than_the_described_one_are_unreadable() throws Exception {
        // Given
        pipeline.loadNamed(samples, 1, 1);
        try (Worker worker = pipeline.startWorker(folder, "cutmix.augment.block-size=40")) {
            pipeline.group().awaitCommitted(samples, 1);

            // When
            pipeline.loadNamed(samples.withSeed(7), 2, 2);

            // Then
            assertThat(worker.exitCode()).isEqualTo(1);
            assertThat(worker.err())
                    .contains("it is of another dataset, with identity ")
                    .contains("can be read either; delete the topics and load again");
        }
    }

    /** Waits until every sample of these epochs is in the mixed topic. */
    private void awaitMixed(int epochs) {
        await().atMost(PATIENCE).untilAsserted(() -> {
            for (int partition = 0; partition < 4; partition++) {
                assertThat(offsets(partition))
                        .containsAll(offsetsBelow(samples.layout().endOffset(partition, epochs)));
            }
        });
    }

    /** Checks all records that name this dataset: each sample occurs once, with the images of the dataset's order. */
    private void assertMixedOf(RandomSamples loaded, int epochs) {
        DatasetIdentity identity = DatasetIdentity.of(loaded.dataset());
        AvroDeserializer<MixedImage> deserializer = new AvroDeserializer<>(MixedImage.class);
        for (int partition = 0; partition < 4; partition++) {
            Set<Long> own = new HashSet<>();
            for (ConsumerRecord<byte[], byte[]> record :
                    pipeline.records(new TopicPartition(pipeline.topics().mixedImages(), partition))) {
                MixedImage image = deserializer.deserialize("t", record.value());
                long offset = loaded.layout().offset(new SamplePosition(image.getEpoch(), image.getPosition()));
                if (!identity.differsFrom(record.headers())) {
                    own.add(offset);
                    assertThat(image.getIndex())
                            .isEqualTo(loaded.at(partition, offset).getIndex());
                }
            }
            assertThat(own).hasSize((int) loaded.layout().endOffset(partition, epochs));
        }
    }

    /** Returns the offset of the plain record for each record of a partition of the mixed topic. */
    private List<Long> offsets(int partition) {
        AvroDeserializer<MixedImage> deserializer = new AvroDeserializer<>(MixedImage.class);
        return pipeline.values(partition).stream()
                .map(value -> deserializer.deserialize("t", value))
                .map(image -> samples.layout().offset(new SamplePosition(image.getEpoch(), image.getPosition())))
                .toList();
    }

    private static List<Long> offsetsBelow(long end) {
        return LongStream.range(0, end).boxed().toList();
    }
}
