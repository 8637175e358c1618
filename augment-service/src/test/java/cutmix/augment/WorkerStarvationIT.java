package cutmix.augment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import cutmix.augment.block.BlockLayout;
import cutmix.broker.KafkaBroker;
import cutmix.schemas.LabeledImage;
import cutmix.schemas.serde.AvroSerializer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A worker with one partition that is empty for a while; the other partitions have all epochs. */
class WorkerStarvationIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int EPOCHS = 6;
    private static final int STARVED = 2;

    /** An offset within the second epoch and within a block. */
    private static final int EARLY = 300;

    @TempDir
    static Path folder;

    /** Slices of 258, 258, 257 and 257 records, in blocks of at most 40. */
    private final RandomSamples samples = RandomSamples.of(1_030, 4, EPOCHS);

    @Test
    void the_others_are_mixed_on_and_it_is_mixed_to_the_same_bytes_when_its_records_come() throws Exception {
        try (KafkaBroker broker = KafkaBroker.start(folder.resolve("broker"));
                WorkerTopics full = new WorkerTopics(broker.bootstrapServers(), "full.");
                WorkerTopics starved = new WorkerTopics(broker.bootstrapServers(), "starved.")) {
            // Given
            full.open(samples);
            full.load(samples, 1, EPOCHS);
            try (Worker worker = start(broker, full)) {
                awaitCommitted(full, Map.of(0, end(0), 1, end(1), 2, end(2), 3, end(3)));
                assertThat(worker.err()).isEmpty();
            }
            starved.open(samples);
            for (int partition : List.of(0, 1, 3)) {
                write(starved, partition, 0, end(partition));
            }
            write(starved, STARVED, 0, EARLY);
            long wholeBlocks = wholeBlocks(EARLY);

            // When
            try (Worker worker = start(broker, starved)) {
                awaitCommitted(starved, Map.of(0, end(0), 1, end(1), STARVED, wholeBlocks, 3, end(3)));
                assertThat(starved.values(STARVED)).hasSize((int) wholeBlocks);
                write(starved, STARVED, EARLY, end(STARVED));

                // Then
                awaitCommitted(starved, Map.of(0, end(0), 1, end(1), STARVED, end(STARVED), 3, end(3)));
                assertThat(worker.err()).isEmpty();
            }
            for (int partition = 0; partition < 4; partition++) {
                assertThat(starved.values(partition))
                        .usingElementComparator(Arrays::compare)
                        .isEqualTo(full.values(partition));
            }
        }
    }

    private static Worker start(KafkaBroker broker, WorkerTopics pipeline) throws Exception {
        return Worker.start(
                folder,
                broker.bootstrapServers(),
                "cutmix.topic-prefix=" + pipeline.topics().prefix(),
                "cutmix.augment.block-size=40");
    }

    private static void awaitCommitted(WorkerTopics pipeline, Map<Integer, Long> ends) {
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(pipeline.group().committed()).isEqualTo(ends));
    }

    private void write(WorkerTopics pipeline, int partition, long from, long end) {
        AvroSerializer<LabeledImage> serializer = new AvroSerializer<>(LabeledImage.class);
        for (long offset = from; offset < end; offset++) {
            pipeline.write(partition, serializer.serialize("t", samples.at(partition, offset)));
        }
    }

    private long end(int partition) {
        return samples.layout().endOffset(partition, EPOCHS);
    }

    /** Returns the end of the last complete block in this number of records of the starved partition. */
    private long wholeBlocks(long records) {
        return new BlockLayout(samples.layout(), 40).blockAt(STARVED, records).start();
    }
}
