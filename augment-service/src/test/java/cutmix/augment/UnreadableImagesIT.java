package cutmix.augment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import cutmix.augment.block.Block;
import cutmix.augment.mixing.BlockMixer;
import cutmix.augment.mixing.MixingRecipe;
import cutmix.schemas.DatasetInfo;
import cutmix.schemas.LabeledImage;
import cutmix.schemas.MixedImage;
import cutmix.schemas.deadletter.DeadLetter;
import cutmix.schemas.serde.AvroSerializer;
import cutmix.support.BrokerExtension;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

class UnreadableImagesIT {

    @TempDir
    static Path folder;

    @RegisterExtension
    static final BrokerExtension BROKER = new BrokerExtension();

    /** Two slices of 40 records, each in one block. */
    private final RandomSamples samples = RandomSamples.of(40, 1, 2);

    @Test
    void each_is_kept_once_and_the_others_are_mixed() throws Exception {
        // Given
        Map<Long, byte[]> bad = unreadable();
        try (WorkerTopics pipeline = loaded("each.", bad)) {

            // When: a second worker mixes all images again
            for (int time = 1; time <= 2; time++) {
                try (Worker worker = pipeline.startWorker(folder)) {
                    await().atMost(Duration.ofSeconds(60))
                            .until(() -> pipeline.group().committed().equals(Map.of(0, 80L)));
                    worker.stop();
                    assertThat(worker.exitCode()).isIn(0, 143);

                    // Then
                    assertThat(worker.err().lines())
                            .hasSize(bad.size())
                            .allMatch(line -> line.contains("; it is skipped, and kept in topic each.dead.letters"))
                            .anyMatch(line -> line.contains("topic each.images.train, partition 0, offset 33: found"
                                    + " label 5, expected one from 0 to 4;"));
                    assertThat(worker.out()).contains("mixed 71 samples");
                }
                pipeline.group().commit(0, 0);
            }
            assertKeptOnce(pipeline, bad);
            assertOthersMixed(pipeline, bad);
        }
    }

    @Test
    void a_block_of_nothing_else_ends_the_worker() throws Exception {
        // Given
        Map<Long, byte[]> bad = new HashMap<>();
        for (long offset = 40; offset < 80; offset++) {
            bad.put(offset, "noise".getBytes(StandardCharsets.UTF_8));
        }
        try (WorkerTopics pipeline = loaded("block.", bad);

                // When
                Worker worker = pipeline.startWorker(folder)) {

            // Then
            assertThat(worker.exitCode()).isEqualTo(1);
            assertThat(worker.err().lines())
                    .singleElement()
                    .asString()
                    .startsWith("error: topic block.images.train, partition 0, offset 40: a value of 5 bytes is not a"
                            + " whole LabeledImage")
                    .endsWith(", and nothing up to offset 79 can be read either; delete the topics and load again");
            assertThat(pipeline.records(new TopicPartition("block.dead.letters", 0)))
                    .isEmpty();
            assertThat(pipeline.mixedRecords(1)).isEqualTo(40);
        }
    }

    @Test
    void a_description_of_the_dataset_is_kept_too_and_ends_the_worker() throws Exception {
        // Given
        try (WorkerTopics pipeline = loaded("description.", Map.of())) {
            pipeline.describe("noise".getBytes(StandardCharsets.UTF_8));

            // When
            for (int time = 1; time <= 2; time++) {
                try (Worker worker = pipeline.startWorker(folder)) {

                    // Then
                    assertThat(worker.exitCode()).isEqualTo(1);
                    assertThat(worker.err().lines())
                            .singleElement()
                            .asString()
                            .startsWith(
                                    "error: topic description.dataset.info, partition 0, offset 1: a value of 5 bytes"
                                            + " is not a whole DatasetInfo")
                            .endsWith(
                                    "; the record is kept in topic description.dead.letters: delete the topics and load"
                                            + " again");
                }
            }
            assertThat(pipeline.records(new TopicPartition("description.dead.letters", 0)))
                    .singleElement()
                    .extracting(
                            kept -> DeadLetter.in(kept.headers()).orElseThrow().place())
                    .isEqualTo("topic description.dataset.info, partition 0, offset 1");
        }
    }

    private Map<Long, byte[]> unreadable() {
        byte[] whole = serialized(LabeledImage.class, samples.at(0, 4));
        Map<Long, byte[]> bad = new HashMap<>();
        bad.put(0L, Arrays.copyOf(whole, whole.length / 2));
        bad.put(7L, serialized(DatasetInfo.class, samples.dataset()));
        bad.put(8L, new byte[0]);
        bad.put(9L, null);
        bad.put(11L, withLength(samples.at(0, 11), "f0ffffff0f")); // 2147483640 bytes of pixels
        bad.put(51L, withLength(samples.at(0, 51), "09")); // -5
        bad.put(20L, serialized(LabeledImage.class, samples.at(0, 21)));
        bad.put(
                33L,
                serialized(
                        LabeledImage.class,
                        LabeledImage.newBuilder()
                                .setEpoch(1)
                                .setPosition(33)
                                .setIndex(0)
                                .setLabel(5)
                                .setPixels(RandomSamples.pixels(0))
                                .build()));
        bad.put(
                79L,
                serialized(
                        LabeledImage.class,
                        LabeledImage.newBuilder()
                                .setEpoch(2)
                                .setPosition(39)
                                .setIndex(0)
                                .setLabel(0)
                                .setPixels(ByteBuffer.allocate(9))
                                .build()));
        return bad;
    }

    /** Returns a record that states another length of its pixels. */
    private static byte[] withLength(LabeledImage image, String length) {
        byte[] whole = serialized(LabeledImage.class, image);
        byte[] announced = HexFormat.of().parseHex(length);
        int bytes = image.getPixels().remaining();
        int begin = whole.length - bytes;
        int written = 2; // The length 144 as a variable-length zigzag number.
        return ByteBuffer.allocate(whole.length - written + announced.length)
                .put(whole, 0, begin - written)
                .put(announced)
                .put(whole, begin, bytes)
                .array();
    }

    private WorkerTopics loaded(String prefix, Map<Long, byte[]> bad) throws Exception {
        WorkerTopics pipeline = new WorkerTopics(BROKER.bootstrapServers(), prefix);
        pipeline.open(samples);
        for (long offset = 0; offset < 80; offset++) {
            pipeline.write(
                    0,
                    bad.containsKey(offset) ? bad.get(offset) : serialized(LabeledImage.class, samples.at(0, offset)));
        }
        return pipeline;
    }

    private static void assertKeptOnce(WorkerTopics pipeline, Map<Long, byte[]> bad) {
        List<ConsumerRecord<byte[], byte[]>> kept =
                pipeline.records(new TopicPartition(pipeline.topics().deadLetters(), 0));
        assertThat(kept).hasSize(bad.size()).allSatisfy(record -> {
            DeadLetter letter = DeadLetter.in(record.headers()).orElseThrow();
            assertThat(letter.topic()).isEqualTo(pipeline.topics().trainImages());
            assertThat(record.value()).isEqualTo(bad.get(letter.offset()));
            assertThat(letter.reason()).isNotBlank();
        });
        assertThat(kept)
                .extracting(
                        record -> DeadLetter.in(record.headers()).orElseThrow().offset())
                .containsExactlyInAnyOrderElementsOf(bad.keySet());
    }

    /** Checks that all other records occur twice, because two workers wrote them. */
    private void assertOthersMixed(WorkerTopics pipeline, Map<Long, byte[]> bad) {
        BlockMixer mixer =
                new BlockMixer(samples.dataset(), MixingRecipe.builder().build());
        List<ConsumerRecord<byte[], byte[]>> mixed =
                pipeline.records(new TopicPartition(pipeline.topics().mixedImages(), 0));
        assertThat(mixed).hasSize(160);
        for (ConsumerRecord<byte[], byte[]> record : mixed) {
            long offset = record.offset() % 80;
            if (bad.containsKey(offset)) {
                assertThat(record.value()).isNull();
                assertThat(DeadLetter.in(record.headers()).orElseThrow().offset())
                        .isEqualTo(offset);
            } else {
                long start = offset / 40 * 40;
                List<LabeledImage> readable = samples.of(new Block(0, start, start + 40)).stream()
                        .filter(image -> !bad.containsKey(start + image.getPosition()))
                        .toList();
                MixedImage expected = mixer.mix(readable)
                        .filter(image -> image.getPosition() == offset - start)
                        .findFirst()
                        .orElseThrow();
                assertThat(record.value()).isEqualTo(serialized(MixedImage.class, expected));
            }
        }
    }

    private static <T extends SpecificRecord> byte[] serialized(Class<T> type, T record) {
        return new AvroSerializer<>(type).serialize("", record);
    }
}
