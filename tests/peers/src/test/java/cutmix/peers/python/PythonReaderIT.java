package cutmix.peers.python;

import static org.assertj.core.api.Assertions.assertThat;

import cutmix.broker.KafkaBroker;
import cutmix.schemas.Box;
import cutmix.schemas.DatasetInfo;
import cutmix.schemas.MixedImage;
import cutmix.schemas.Mixing;
import cutmix.schemas.deadletter.DeadLetter;
import cutmix.schemas.identity.DatasetIdentity;
import cutmix.schemas.serde.AvroSerializer;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;

/**
 * Runs the reader of docs/guide/python.md on mixed topics that an interrupted worker has written, or that have damaged
 * images.
 */
class PythonReaderIT {

    private static final DatasetInfo INFO = DatasetInfo.newBuilder()
            .setName("hand-made")
            .setFingerprint("f")
            .setClassNames(List.of("a", "b"))
            .setHeight(1)
            .setWidth(2)
            .setChannels(3)
            .setTrainSize(5)
            .setTestSize(1)
            .setEpochs(2)
            .setPartitions(2)
            .setSeed(1)
            .build();

    @TempDir
    static Path folder;

    private static KafkaBroker broker;

    @BeforeAll
    static void start() throws Exception {
        Frameworks.environment();
        broker = KafkaBroker.start(folder.resolve("broker"));
    }

    @AfterAll
    static void stop() {
        if (broker != null) {
            broker.close();
        }
    }

    @Test
    void repeated_samples_are_dropped_and_those_left_out_are_named(TestInfo test) throws Exception {
        // Given: positions 0, 2 and 4 in partition 0, 1 and 3 in partition 1; the image at epoch 1, position 2 is
        // unreadable
        try (Written written = new Written(test)) {
            written.image(0, 1, 0);
            written.leftOut(0, 1);
            written.image(0, 1, 0);
            written.leftOut(0, 1);
            written.image(0, 1, 4);
            written.image(0, 2, 0);
            written.image(0, 2, 2);
            written.image(0, 2, 4);
            written.image(1, 1, 1);
            written.image(1, 1, 3);
            written.image(1, 2, 1);
            written.image(1, 1, 3);
            written.image(1, 2, 1);
            written.image(1, 2, 3);

            // When
            List<String> samples = written.list().lines();

            // Then
            assertThat(samples)
                    .extracting(line -> line.split(" ").length > 2)
                    .containsExactly(true, true, false, true, true, true, true, true, true, true);
            assertThat(samples)
                    .extracting(line -> line.split(" ")[0] + " " + line.split(" ")[1])
                    .containsExactly("1 0", "1 1", "1 2", "1 3", "1 4", "2 0", "2 1", "2 2", "2 3", "2 4");
        }
    }

    @Test
    void reading_begins_with_a_later_epoch_although_repeated_samples_moved_it(TestInfo test) throws Exception {
        // Given: positions 0, 2 and 4 in partition 0, 1 and 3 in partition 1
        try (Written written = new Written(test)) {
            for (int position : List.of(0, 2, 0, 2, 4)) {
                written.image(0, 1, position);
            }
            for (int position : List.of(0, 2, 4)) {
                written.image(0, 2, position);
            }
            for (int position : List.of(1, 3)) {
                written.image(1, 1, position);
            }
            for (int position : List.of(1, 3)) {
                written.image(1, 2, position);
            }

            // When
            List<String> samples = written.list("2").lines();

            // Then
            assertThat(samples)
                    .extracting(line -> line.split(" ")[0] + " " + line.split(" ")[1])
                    .containsExactly("2 0", "2 1", "2 2", "2 3", "2 4");
        }
    }

    @Test
    void a_gap_ends_the_reading(TestInfo test) throws Exception {
        try (Written written = new Written(test)) {
            written.image(0, 1, 0);
            written.image(0, 1, 4);

            assertThat(written.list().failure())
                    .isEqualTo("ValueError: " + written.prefix
                            + "images.cutmix, partition 0, offset 1: samples before epoch 1, position 4 are missing");
        }
    }

    @Test
    void an_image_of_another_dataset_ends_the_reading(TestInfo test) throws Exception {
        try (Written written = new Written(test)) {
            written.foreign();

            assertThat(written.list().failure()).endsWith("offset 0: the record belongs to another dataset");
        }
    }

    @Test
    void epochs_paths_and_topics_that_do_not_exist_are_refused_at_once(TestInfo test) throws Exception {
        try (Written written = new Written(test)) {
            assertThat(written.list("0").failure()).isEqualTo("ValueError: first_epoch is 0: epochs count from 1");
            assertThat(written.list("3").failure())
                    .isEqualTo("ValueError: first_epoch is 3, but the last epoch of " + written.prefix
                            + "images.cutmix is 2");
            assertThat(list("mixed", written.prefix).failure())
                    .isEqualTo("ValueError: path is 'mixed': choose cutmix, plain, test");
            assertThat(list("plain", written.prefix).failure())
                    .startsWith("LookupError: there is no topic " + written.prefix + "images.train: start the loader");
            assertThat(list("cutmix", "none.").failure())
                    .startsWith("LookupError: there is no topic none.dataset.info: start the loader");
        }
    }

    @Test
    void a_topic_with_fewer_partitions_than_its_dataset_is_refused(TestInfo test) throws Exception {
        try (Written written = new Written(test)) {
            DatasetInfo wider = DatasetInfo.newBuilder(INFO).setPartitions(4).build();
            written.describe(wider);

            assertThat(written.list().failure())
                    .startsWith("LookupError: topic " + written.prefix
                            + "images.cutmix has 2 partitions, but the dataset is written to 4: ");
        }
    }

    @Test
    void brokers_that_do_not_answer_are_named() throws Exception {
        assertThat(Script.python("list_samples.py", "localhost:1", "cutmix", "", "")
                        .failure())
                .startsWith("ConnectionError: no broker answers at localhost:1: ");
    }

    private static Script list(String path, String prefix) throws Exception {
        return Script.python("list_samples.py", broker.bootstrapServers(), path, prefix, "");
    }

    /** Topics of a single test. */
    private static final class Written implements AutoCloseable {

        private final String prefix;
        private final KafkaProducer<byte[], byte[]> producer;

        Written(TestInfo test) throws Exception {
            prefix = test.getTestMethod().orElseThrow().getName() + ".";
            Map<String, Object> config = Map.of("bootstrap.servers", broker.bootstrapServers());
            try (Admin admin = Admin.create(config)) {
                admin.createTopics(List.of(
                                new NewTopic(prefix + "dataset.info", Optional.of(1), Optional.empty()),
                                new NewTopic(
                                        prefix + "images.cutmix", Optional.of(INFO.getPartitions()), Optional.empty())))
                        .all()
                        .get();
            }
            producer = new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer());
            describe(INFO);
        }

        void describe(DatasetInfo info) throws Exception {
            send("dataset.info", 0, new AvroSerializer<>(DatasetInfo.class).serialize("", info), List.of());
        }

        void image(int partition, int epoch, int position) throws Exception {
            MixedImage image = MixedImage.newBuilder()
                    .setEpoch(epoch)
                    .setPosition(position)
                    .setIndex(position)
                    .setPartnerIndex(position)
                    .setMixing(Mixing.NONE)
                    .setLambda(1.0)
                    .setBox(new Box(0, 0, 0, 0))
                    .setSoftLabel(List.of(1f, 0f))
                    .setPixels(ByteBuffer.wrap(new byte[6]))
                    .build();
            byte[] value = new AvroSerializer<>(MixedImage.class).serialize("", image);
            send("images.cutmix", partition, value, DatasetIdentity.of(INFO).headers());
        }

        /** The record that a worker writes for an unreadable image. */
        void leftOut(int partition, long offset) throws Exception {
            DeadLetter letter = new DeadLetter(prefix + "images.train", partition, offset, "it is damaged");
            send("images.cutmix", partition, null, letter.headers());
        }

        void foreign() throws Exception {
            DatasetInfo other = DatasetInfo.newBuilder(INFO).setSeed(2).build();
            send("images.cutmix", 0, new byte[0], DatasetIdentity.of(other).headers());
        }

        private void send(String topic, int partition, byte[] value, Iterable<Header> headers) throws Exception {
            producer.send(new ProducerRecord<>(prefix + topic, partition, (byte[]) null, value, headers))
                    .get();
        }

        Script list(String... firstEpoch) throws Exception {
            List<String> arguments = new ArrayList<>(List.of(broker.bootstrapServers(), "cutmix", prefix, ""));
            arguments.addAll(List.of(firstEpoch));
            return Script.python("list_samples.py", arguments.toArray(String[]::new));
        }

        @Override
        public void close() {
            producer.close();
        }
    }
}
