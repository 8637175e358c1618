package cutmix.augment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import cutmix.augment.block.BlockLayout;
import cutmix.augment.mixing.BlockMixer;
import cutmix.augment.mixing.MixingRecipe;
import cutmix.schemas.LabeledImage;
import cutmix.schemas.MixedImage;
import cutmix.schemas.serde.AvroDeserializer;
import cutmix.schemas.serde.AvroSerializer;
import cutmix.support.BrokerExtension;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Images above Kafka's default limit of 1 MiB, and a topic with a smaller limit. */
class WorkerLargeImagesIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    static Path folder;

    @RegisterExtension
    static final BrokerExtension BROKER = new BrokerExtension();

    @Test
    void images_of_600_by_600_are_mixed_and_one_that_cannot_be_read_is_kept() throws Exception {
        // Given: slices of 12, in blocks of 3, because an image has half the maximum size of a block
        RandomSamples photographs = RandomSamples.ofSide(600, 24, 2, 2);
        try (WorkerTopics pipeline = new WorkerTopics(BROKER.bootstrapServers(), "large.")) {
            pipeline.open(photographs);
            pipeline.load(photographs, 1, 1);
            pipeline.write(0, new byte[1_500_000]);

            // When
            try (Worker worker = pipeline.startWorker(folder)) {
                await().atMost(PATIENCE).until(() -> pipeline.mixedRecords(2) == 24);
                for (int record = 1; record < 3; record++) {
                    pipeline.write(0, serialized(photographs, 0, 12 + record));
                }
                await().atMost(PATIENCE).until(() -> pipeline.mixedRecords(2) == 27);

                // Then
                assertThat(worker.err().lines())
                        .singleElement()
                        .asString()
                        .contains("it is skipped, and kept in topic");
            }
            AvroDeserializer<MixedImage> deserializer = new AvroDeserializer<>(MixedImage.class);
            BlockLayout layout = new BlockLayout(photographs.layout(), 3);
            BlockMixer mixer =
                    new BlockMixer(photographs.dataset(), MixingRecipe.builder().build());
            List<MixedImage> expected = new ArrayList<>();
            for (long at = 0; at < 12; at += 3) {
                mixer.mix(photographs.of(layout.blockAt(1, at))).forEach(expected::add);
            }
            assertThat(pipeline.values(1).stream().map(value -> deserializer.deserialize("t", value)))
                    .isEqualTo(expected);
            assertThat(pipeline.records(new TopicPartition(pipeline.topics().deadLetters(), 0)))
                    .singleElement()
                    .satisfies(letter -> assertThat(letter.value()).hasSize(1_500_000));
        }
    }

    @Test
    void a_topic_that_takes_smaller_records_only_is_named_with_the_setting_and_what_to_do() throws Exception {
        // Given
        RandomSamples samples = RandomSamples.ofSide(32, 40, 4, 1);
        try (WorkerTopics pipeline = new WorkerTopics(BROKER.bootstrapServers(), "small.")) {
            pipeline.describe(samples);
            pipeline.createImageTopics(4, 2_000);
            pipeline.load(samples, 1, 1);

            // When
            try (Worker worker = pipeline.startWorker(folder)) {

                // Then
                assertThat(worker.exitCode()).isEqualTo(1);
                assertThat(worker.err().lines())
                        .singleElement()
                        .asString()
                        .isEqualTo("error: topic small.images.cutmix at " + BROKER.bootstrapServers()
                                + " accepts records of at most 2,000 bytes (max.message.bytes), but must accept 262,656:"
                                + " run kafka-configs.sh --bootstrap-server " + BROKER.bootstrapServers()
                                + " --alter --entity-type topics --entity-name small.images.cutmix --add-config"
                                + " max.message.bytes=327680, use CUTMIX_TOPIC_PREFIX for other topics, or delete it");
            }
        }
    }

    private static byte[] serialized(RandomSamples samples, int partition, long offset) {
        return new AvroSerializer<>(LabeledImage.class).serialize("t", samples.at(partition, offset));
    }
}
