package cutmix.trainer.stream;

import static org.assertj.core.api.Assertions.assertThat;

import cutmix.broker.KafkaBroker;
import cutmix.schemas.DatasetInfo;
import cutmix.schemas.kafka.Topics;
import cutmix.schemas.order.SamplePosition;
import cutmix.trainer.engine.Batch;
import cutmix.trainer.stream.order.ReadAhead;
import cutmix.trainer.stream.order.TinySamples;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Trains on images that exceed Kafka's default limits of 1 MiB and the limits of the read-ahead. */
class TrainerLargeImagesIT {

    private static final int IMAGE = 600 * 600 * 3;
    private static final int IMAGES = 10;
    private static final int PARTITIONS = 4;

    @TempDir
    Path folder;

    @Test
    void images_of_600_by_600_are_read_in_order_and_read_again_for_each_evaluation() throws Exception {
        // Given
        DatasetInfo info = DatasetInfo.newBuilder(TinySamples.INFO)
                .setHeight(600)
                .setWidth(600)
                .build();
        Topics topics = new Topics("");
        try (KafkaBroker broker = KafkaBroker.start(folder)) {
            Map<String, Object> client = Map.of("bootstrap.servers", broker.bootstrapServers());
            write(client, topics);
            ImageTopics images = ImageTopics.builder()
                    .clientConfig(client)
                    .topics(topics)
                    .info(info)
                    .buffer(new ReadAhead(512, 4, 1_000, 0))
                    .brokerTimeout(Duration.ofSeconds(10))
                    .build();

            // When
            List<NumberedBatch> trained = new ArrayList<>();
            try (BatchStream batches = images.training(DataPath.PLAIN, new SamplePosition(1, 0), 4)) {
                for (int batch = 0; batch < 3; batch++) {
                    trained.add(batches.next());
                }
            }
            TestBatches test = images.test();
            List<Batch> evaluated = new ArrayList<>();
            test.forEach(evaluated::add);
            test.forEach(evaluated::add);

            // Then
            assertThat(trained).extracting(NumberedBatch::samples).containsExactly(4, 4, 2);
            assertThat(evaluated).extracting(Batch::size).containsExactly(3, 3, 3, 1, 3, 3, 3, 1);
            assertThat(firstPixels(trained.stream()
                            .map(batch -> batch.batch().orElseThrow())
                            .toList()))
                    .containsExactly(0, 1, 2, 3, 4, 5, 6, 7, 8, 9);
            assertThat(firstPixels(evaluated.subList(0, 4))).containsExactly(0, 1, 2, 3, 4, 5, 6, 7, 8, 9);
        }
    }

    /** Writes one epoch and the test images. The first pixel of each image is its position. */
    private static void write(Map<String, Object> client, Topics topics) throws Exception {
        try (Admin admin = Admin.create(client)) {
            admin.createTopics(List.of(topics.trainImages(), topics.testImages()).stream()
                            .map(topic -> new NewTopic(topic, Optional.of(PARTITIONS), Optional.empty())
                                    .configs(Map.of("max.message.bytes", "2000000")))
                            .toList())
                    .all()
                    .get();
        }
        Map<String, Object> config = Map.of(
                "bootstrap.servers",
                client.get("bootstrap.servers"),
                "max.request.size",
                2_000_000,
                "max.in.flight.requests.per.connection",
                1);
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer())) {
            for (int position = 0; position < IMAGES; position++) {
                byte[] pixels = new byte[IMAGE];
                pixels[0] = (byte) position;
                byte[] value = TinySamples.plain(1, position, 0, pixels);
                producer.send(new ProducerRecord<>(topics.trainImages(), position % PARTITIONS, null, value));
                producer.send(new ProducerRecord<>(topics.testImages(), position % PARTITIONS, null, value));
            }
        }
    }

    private static List<Integer> firstPixels(List<Batch> batches) {
        List<Integer> pixels = new ArrayList<>();
        for (Batch batch : batches) {
            for (int sample = 0; sample < batch.size(); sample++) {
                pixels.add((int) batch.pixels()[sample * IMAGE]);
            }
        }
        return pixels;
    }
}
