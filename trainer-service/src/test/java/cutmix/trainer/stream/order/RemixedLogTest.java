package cutmix.trainer.stream.order;

import static org.assertj.core.api.Assertions.assertThat;

import cutmix.schemas.order.EpochLayout;
import cutmix.schemas.order.SamplePosition;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.TopicPartition;

/**
 * Simulates a mixed log whose old records are removed, while its augment workers sometimes lose their offsets and write
 * again the samples of the plain log. A paced loader keeps N epochs ahead of the trainer, retention keeps N + 3 and a
 * quarter (the loader's {@code EpochRetention}), and a killed trainer goes back by up to two epochs. The trainer must
 * never find a gap.
 */
class RemixedLogTest {

    private static final int EPOCHS = 8;

    @Property(tries = 200)
    void whatever_is_removed_and_written_again_the_trainer_has_every_sample_in_order(
            @ForAll @IntRange(min = 1, max = 14) int size,
            @ForAll @IntRange(min = 1, max = 3) int partitions,
            @ForAll @IntRange(max = 3) int ahead,
            @ForAll @IntRange(min = 1, max = 6) int blockSize,
            @ForAll Random random) {
        // Given
        Pipeline pipeline = new Pipeline(new EpochLayout(size, partitions), ahead, blockSize, random);
        SamplePosition next = new SamplePosition(1, 0);
        int reached = 1;
        Trainer trainer = pipeline.trainerFrom(next);

        for (int turn = 0; next.epoch() <= EPOCHS; turn++) {
            // When
            reached = Math.max(reached, next.epoch());
            pipeline.load(reached);
            for (int block = random.nextInt(8); block >= 0; block--) {
                pipeline.mix();
            }
            if (random.nextInt(8) == 0) {
                pipeline.removeOldRecords();
            }
            if (random.nextInt(16) == 0) {
                pipeline.loseOffsets();
            }
            if (random.nextInt(30) == 0) {
                next = new SamplePosition(
                        random.ints(Math.max(1, reached - 2), next.epoch() + 1)
                                .findAny()
                                .getAsInt(),
                        0);
                trainer = pipeline.trainerFrom(next);
            }
            trainer.fetch();

            // Then
            int limit = random.nextInt(2 * size);
            for (Sample sample = trainer.poll(); sample != null; sample = limit-- > 0 ? trainer.poll() : null) {
                assertThat(sample).isInstanceOf(TrainingSample.class);
                assertThat(sample.at()).isEqualTo(next);
                next = pipeline.layout.next(next);
            }
            assertThat(turn).as("turns until the end").isLessThan(100_000);
        }
    }

    /** Plain and mixed log by partition. A record is represented by its place. */
    private static final class Pipeline {

        final EpochLayout layout;
        private final int ahead;
        private final int blockSize;
        private final Random random;
        private final List<List<Long>> mixed = new ArrayList<>();
        private final long[] plainStart;
        private final long[] mixedStart;
        private final long[] worker;
        private int loaded;
        private Trainer trainer;

        Pipeline(EpochLayout layout, int ahead, int blockSize, Random random) {
            this.layout = layout;
            this.ahead = ahead;
            this.blockSize = blockSize;
            this.random = random;
            for (int partition = 0; partition < layout.partitions(); partition++) {
                mixed.add(new ArrayList<>());
            }
            plainStart = new long[layout.partitions()];
            mixedStart = new long[layout.partitions()];
            worker = new long[layout.partitions()];
        }

        Trainer trainerFrom(SamplePosition first) {
            trainer = new Trainer(layout, first);
            for (int partition = 0; partition < layout.partitions(); partition++) {
                for (int offset = 0; offset < mixed.get(partition).size(); offset++) {
                    trainer.append(partition, offset, mixed.get(partition).get(offset));
                }
                trainer.remove(partition, mixedStart[partition]);
            }
            return trainer;
        }

        void load(int trainedNow) {
            loaded = Math.max(loaded, Math.min(EPOCHS, trainedNow + ahead));
        }

        /** Makes one worker mix one more block. */
        void mix() {
            int partition = random.nextInt(layout.partitions());
            if (layout.sliceSize(partition) == 0) {
                return;
            }
            worker[partition] = Math.max(worker[partition], firstBlockFrom(partition, plainStart[partition]));
            long end = Math.min(endOfBlock(partition, worker[partition]), layout.endOffset(partition, loaded));
            for (; worker[partition] < end; worker[partition]++) {
                mixed.get(partition).add(worker[partition]);
                trainer.append(partition, mixed.get(partition).size() - 1, worker[partition]);
            }
        }

        void loseOffsets() {
            for (int partition = 0; partition < layout.partitions(); partition++) {
                worker[partition] =
                        layout.sliceSize(partition) == 0 ? 0 : firstBlockFrom(partition, plainStart[partition]);
            }
        }

        /** Removes the records that need not be kept, or fewer. */
        void removeOldRecords() {
            for (int partition = 0; partition < layout.partitions(); partition++) {
                long kept = (ahead + 3L) * layout.sliceSize(partition) * 5 / 4 + random.nextInt(10);
                plainStart[partition] = Math.max(plainStart[partition], layout.endOffset(partition, loaded) - kept);
                mixedStart[partition] =
                        Math.max(mixedStart[partition], mixed.get(partition).size() - kept);
                trainer.remove(partition, mixedStart[partition]);
            }
        }

        private long firstBlockFrom(int partition, long offset) {
            long block = offset;
            while (block > 0 && endOfBlock(partition, block - 1) != block) {
                block++;
            }
            return block;
        }

        /** Returns the end of a block: a block ends after a fixed number of records or at the end of its slice. */
        private long endOfBlock(int partition, long offset) {
            int slice = layout.sliceSize(partition);
            long start = offset - offset % slice;
            return Math.min(start + slice, offset - (offset - start) % blockSize + blockSize);
        }
    }

    /** Reads as {@link OrderedSamples} does, without waiting. */
    private static final class Trainer {

        private static final String TOPIC = "images";

        private final EpochLayout layout;
        private final RetainedLog consumer;
        private final StrictOrder order;
        private final GapSearch search;

        Trainer(EpochLayout layout, SamplePosition first) {
            this.layout = layout;
            List<TopicPartition> partitions = IntStream.range(0, layout.partitions())
                    .mapToObj(partition -> new TopicPartition(TOPIC, partition))
                    .toList();
            consumer = new RetainedLog(partitions);
            order = StrictOrder.repeating(layout, first);
            search = new GapSearch(TOPIC, consumer, order, () -> 0);
            consumer.assign(partitions);
            partitions.forEach(partition -> consumer.seek(partition, order.begin(partition.partition())));
        }

        void append(int partition, long offset, long place) {
            SamplePosition at = layout.at(partition, place);
            consumer.addRecord(new ConsumerRecord<>(
                    TOPIC, partition, offset, null, new byte[] {(byte) at.epoch(), (byte) at.position()}));
            consumer.grow(new TopicPartition(TOPIC, partition));
        }

        void remove(int partition, long below) {
            consumer.remove(new TopicPartition(TOPIC, partition), below);
        }

        void fetch() {
            try {
                for (ConsumerRecord<byte[], byte[]> consumed : consumer.poll(Duration.ZERO)) {
                    SamplePosition at = new SamplePosition(consumed.value()[0], consumed.value()[1]);
                    TrainingSample sample = new TrainingSample(at, ByteBuffer.allocate(0), new float[0]);
                    assertThat(order.offer(consumed, sample)).isEqualTo(Optional.empty());
                }
            } catch (OffsetOutOfRangeException e) {
                search.begin(e);
            }
            search.end();
        }

        Sample poll() {
            return order.poll();
        }
    }
}
