package cutmix.trainer;

import cutmix.schemas.AvroSerializer;
import cutmix.schemas.Box;
import cutmix.schemas.DatasetInfo;
import cutmix.schemas.EpochLayout;
import cutmix.schemas.LabeledImage;
import cutmix.schemas.MixedImage;
import cutmix.schemas.Mixing;
import cutmix.schemas.SamplePosition;
import cutmix.schemas.SeededRandom;
import cutmix.schemas.Topics;
import cutmix.schemas.identity.DatasetIdentity;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * What loader and augment workers leave behind: 96 images for training and 20 for testing, of 8 × 8 × 3, in 3 classes that
 * differ by colour.
 */
final class LoadedTopics {

    static final int TRAIN_SIZE = 96;
    static final int EPOCHS = 50;

    private static final int TEST_SIZE = 20;
    static final int PARTITIONS = 4;
    private static final int IMAGE_BYTES = 8 * 8 * 3;
    private static final EpochLayout LAYOUT = new EpochLayout(TRAIN_SIZE, PARTITIONS);

    private final Topics topics;
    private final Map<String, Object> client;
    private final DatasetInfo info;
    private final List<Header> headers;

    /** Of records that do not name their dataset. */
    LoadedTopics(String bootstrapServers, String prefix) {
        this(bootstrapServers, prefix, info(), List.of());
    }

    /** Of records that name their dataset, which has this seed. */
    LoadedTopics(String bootstrapServers, String prefix, long seed) {
        this(
                bootstrapServers,
                prefix,
                DatasetInfo.newBuilder(info()).setSeed(seed).build());
    }

    private LoadedTopics(String bootstrapServers, String prefix, DatasetInfo info) {
        this(bootstrapServers, prefix, info, DatasetIdentity.of(info).headers());
    }

    private LoadedTopics(String bootstrapServers, String prefix, DatasetInfo info, List<Header> headers) {
        this.info = info;
        this.headers = headers;
        // One request at a time: a new topic's leader may not be ready, and a later batch must not overtake the first.
        this.client = Map.of("bootstrap.servers", bootstrapServers, "max.in.flight.requests.per.connection", 1);
        this.topics = new Topics(prefix);
    }

    /** Writes all topics; on the mixed one, parts of the first two epochs come twice. */
    void write() throws Exception {
        try (KafkaProducer<String, byte[]> producer = prepared()) {
            for (int position = 0; position < TEST_SIZE; position++) {
                send(producer, topics.testImages(), position % PARTITIONS, plain(1, position));
            }
            for (int epoch = 1; epoch <= EPOCHS; epoch++) {
                for (int position = 0; position < TRAIN_SIZE; position++) {
                    int partition = LAYOUT.partition(position);
                    send(producer, topics.trainImages(), partition, plain(epoch, position));
                    send(producer, topics.mixedImages(), partition, mixed(epoch, position));
                    if (epoch <= 2 && position / PARTITIONS % 7 == 6) {
                        redeliver(producer, new SamplePosition(epoch, position));
                    }
                }
            }
        }
    }

    /** Writes the test images alone, and makes their topic. */
    void writeTest() throws Exception {
        try (Admin admin = Admin.create(client)) {
            admin.createTopics(List.of(topic(topics.testImages(), PARTITIONS)))
                    .all()
                    .get();
        }
        try (KafkaProducer<String, byte[]> producer = producer()) {
            for (int position = 0; position < TEST_SIZE; position++) {
                send(producer, topics.testImages(), position % PARTITIONS, plain(1, position));
            }
        }
    }

    /** Writes another description, of so many epochs, as a loader does that is run again. */
    void describe(int epochs) {
        try (KafkaProducer<String, byte[]> producer = producer()) {
            DatasetInfo described =
                    DatasetInfo.newBuilder(info).setEpochs(epochs).build();
            producer.send(new ProducerRecord<>(
                    topics.datasetInfo(),
                    "colours",
                    new AvroSerializer<>(DatasetInfo.class).serialize(topics.datasetInfo(), described)));
        }
    }

    /** Writes some epochs of the mixed topic, which exists. */
    void writeMixedOnly(int first, int last) {
        try (KafkaProducer<String, byte[]> producer = producer()) {
            for (int epoch = first; epoch <= last; epoch++) {
                for (int position = 0; position < TRAIN_SIZE; position++) {
                    send(producer, topics.mixedImages(), LAYOUT.partition(position), mixed(epoch, position));
                }
            }
        }
    }

    /** Writes the first epochs of the mixed topic as often as is asked for, and no plain one. */
    void writeMixed(int epochs, int times) throws Exception {
        try (KafkaProducer<String, byte[]> producer = prepared()) {
            for (int position = 0; position < TEST_SIZE; position++) {
                send(producer, topics.testImages(), position % PARTITIONS, plain(1, position));
            }
            for (int epoch = 0; epoch < times * epochs; epoch++) {
                for (int position = 0; position < TRAIN_SIZE; position++) {
                    byte[] value = mixed(epoch % epochs + 1, position);
                    send(producer, topics.mixedImages(), LAYOUT.partition(position), value);
                }
            }
        }
    }

    /** Writes a mixed topic without one of its samples, and no plain one. */
    void writeMixedWithout(SamplePosition missing) throws Exception {
        try (KafkaProducer<String, byte[]> producer = prepared()) {
            for (int position = 0; position < TEST_SIZE; position++) {
                send(producer, topics.testImages(), position % PARTITIONS, plain(1, position));
            }
            for (int position = 0; position < TRAIN_SIZE; position++) {
                if (position != missing.position()) {
                    send(producer, topics.mixedImages(), LAYOUT.partition(position), mixed(1, position));
                }
            }
        }
    }

    /**
     * Writes two epochs and the test images, without redeliveries.
     *
     * @param bad values by topic, and by the place of what they stand for
     */
    void writeWith(Map<String, Map<SamplePosition, byte[]>> bad) throws Exception {
        try (KafkaProducer<String, byte[]> producer = prepared()) {
            for (int position = 0; position < TEST_SIZE; position++) {
                sendUnless(bad, producer, topics.testImages(), new SamplePosition(1, position), plain(1, position));
            }
            for (int epoch = 1; epoch <= 2; epoch++) {
                for (int position = 0; position < TRAIN_SIZE; position++) {
                    SamplePosition at = new SamplePosition(epoch, position);
                    sendUnless(bad, producer, topics.trainImages(), at, plain(epoch, position));
                    sendUnless(bad, producer, topics.mixedImages(), at, mixed(epoch, position));
                }
            }
        }
    }

    private void sendUnless(
            Map<String, Map<SamplePosition, byte[]>> bad,
            KafkaProducer<String, byte[]> producer,
            String topic,
            SamplePosition at,
            byte[] value) {
        Map<SamplePosition, byte[]> instead = bad.getOrDefault(topic, Map.of());
        send(producer, topic, LAYOUT.partition(at.position()), instead.containsKey(at) ? instead.get(at) : value);
    }

    Topics topics() {
        return topics;
    }

    ChangedTopics change() {
        return new ChangedTopics(String.valueOf(client.get("bootstrap.servers")), topics);
    }

    private KafkaProducer<String, byte[]> prepared() throws Exception {
        try (Admin admin = Admin.create(client)) {
            Stream<NewTopic> images = topics.imageTopics().stream().map(topic -> topic(topic, PARTITIONS));
            Stream<NewTopic> others = Stream.of(
                            topics.datasetInfo(), topics.metrics(), topics.steps(), topics.deadLetters())
                    .map(topic -> topic(topic, 1));
            admin.createTopics(Stream.concat(images, others).toList()).all().get();
        }
        KafkaProducer<String, byte[]> producer = producer();
        byte[] described = new AvroSerializer<>(DatasetInfo.class).serialize(topics.datasetInfo(), info);
        producer.send(new ProducerRecord<>(topics.datasetInfo(), "colours", described));
        return producer;
    }

    private KafkaProducer<String, byte[]> producer() {
        return new KafkaProducer<>(client, new StringSerializer(), new ByteArraySerializer());
    }

    /** Writes the last five records of a sample's partition again, up to the sample. */
    private void redeliver(KafkaProducer<String, byte[]> producer, SamplePosition upTo) {
        List<byte[]> again = new ArrayList<>();
        for (int back = 4; back >= 0; back--) {
            again.add(mixed(upTo.epoch(), upTo.position() - back * PARTITIONS));
        }
        again.forEach(value -> send(producer, topics.mixedImages(), LAYOUT.partition(upTo.position()), value));
    }

    private void send(KafkaProducer<String, byte[]> producer, String topic, int partition, byte[] value) {
        producer.send(new ProducerRecord<>(topic, partition, (String) null, value, headers));
    }

    private static NewTopic topic(String name, int partitions) {
        return new NewTopic(name, Optional.of(partitions), Optional.empty());
    }

    static DatasetInfo info() {
        return DatasetInfo.newBuilder()
                .setName("colours")
                .setFingerprint("00")
                .setClassNames(List.of("red", "green", "blue"))
                .setHeight(8)
                .setWidth(8)
                .setChannels(3)
                .setTrainSize(TRAIN_SIZE)
                .setTestSize(TEST_SIZE)
                .setEpochs(EPOCHS)
                .setPartitions(PARTITIONS)
                .setSeed(42)
                .build();
    }

    static byte[] plain(int epoch, int position) {
        return plain(epoch, position, position % 3, pixels(epoch, position));
    }

    static byte[] plain(int epoch, int position, int label, ByteBuffer pixels) {
        LabeledImage image = LabeledImage.newBuilder()
                .setEpoch(epoch)
                .setPosition(position)
                .setIndex(position)
                .setLabel(label)
                .setPixels(pixels)
                .build();
        return new AvroSerializer<>(LabeledImage.class).serialize("", image);
    }

    static byte[] mixed(int epoch, int position) {
        return mixed(epoch, position, 3, pixels(epoch, position));
    }

    static byte[] mixed(int epoch, int position, int weights, ByteBuffer pixels) {
        Float[] softLabel = {0f, 0f, 0f};
        softLabel[position % 3] = 0.75f;
        softLabel[(position + 1) % 3] = 0.25f;
        MixedImage image = MixedImage.newBuilder()
                .setEpoch(epoch)
                .setPosition(position)
                .setIndex(position)
                .setPartnerIndex(position + 1)
                .setMixing(Mixing.CUTMIX)
                .setLambda(0.75)
                .setBox(new Box(0, 0, 4, 4))
                .setSoftLabel(List.of(softLabel).subList(0, weights))
                .setPixels(pixels)
                .build();
        return new AvroSerializer<>(MixedImage.class).serialize("", image);
    }

    /**
     * A record whose pixels are announced to be of another length.
     *
     * @param varint the length in hexadecimal, as Avro writes it
     */
    static byte[] withLength(byte[] record, int epoch, int position, String varint) {
        String hex = HexFormat.of().formatHex(record);
        String pixels = HexFormat.of().formatHex(pixels(epoch, position).array());
        String length = "8003"; // 192, the bytes of an image.
        if (!hex.contains(length + pixels)) {
            throw new IllegalArgumentException("a record without its pixels");
        }
        return HexFormat.of().parseHex(hex.replace(length + pixels, varint + pixels));
    }

    static ByteBuffer pixels(int epoch, int position) {
        SeededRandom random = SeededRandom.of(epoch, position);
        byte[] pixels = new byte[IMAGE_BYTES];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = (byte) (random.nextInt(100) + (i % 3 == position % 3 ? 100 : 0));
        }
        return ByteBuffer.wrap(pixels);
    }
}
