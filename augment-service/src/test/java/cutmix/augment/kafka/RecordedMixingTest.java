package cutmix.augment.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import cutmix.augment.block.Block;
import cutmix.augment.block.BlockLabels;
import cutmix.augment.block.BlockLayout;
import cutmix.augment.block.PlainBlock;
import cutmix.augment.block.PlainRecord;
import cutmix.augment.mixing.BlockMixer;
import cutmix.augment.mixing.LastEpochs;
import cutmix.augment.mixing.MixingRecipe;
import cutmix.schemas.DatasetInfo;
import cutmix.schemas.LabeledImage;
import cutmix.schemas.MixedImage;
import cutmix.schemas.deadletter.DeadLetter;
import cutmix.schemas.identity.DatasetIdentity;
import cutmix.schemas.kafka.Topics;
import cutmix.schemas.order.EpochLayout;
import cutmix.schemas.order.EpochOrder;
import cutmix.schemas.order.SamplePosition;
import cutmix.schemas.serde.RecordFormat;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Compares the records of the mixed topic with recorded ones, to the bit: {@link #mixed} at commit 70442d1 returned the recorded
 * lines, and {@link #places()} the recorded blocks. The plain images are computed from a formula; one of them cannot be read.
 */
class RecordedMixingTest {

    private static final RecordFormat FORMAT = RecordFormat.of(Map.of());
    private static final String TOPIC = new Topics("").mixedImages();
    private static final int HEIGHT = 4;
    private static final int WIDTH = 5;
    private static final int CHANNELS = 3;
    private static final int UNREADABLE = 2;
    private static final DatasetInfo INFO = DatasetInfo.newBuilder()
            .setName("formula")
            .setFingerprint("0123456789abcdef")
            .setClassNames(List.of("a", "b", "c"))
            .setHeight(HEIGHT)
            .setWidth(WIDTH)
            .setChannels(CHANNELS)
            .setTrainSize(13)
            .setTestSize(1)
            .setEpochs(2)
            .setPartitions(2)
            .setSeed(42L)
            .setReportsFrom(0L)
            .setRaisedAt(0L)
            .build();

    static Stream<Arguments> recipes() {
        LastEpochs half = LastEpochs.parse("off-epochs", "1/2");
        return Stream.of(
                Arguments.of(
                        "plain",
                        MixingRecipe.builder().probability(0).blockSize(4).build()),
                Arguments.of("cutmix", MixingRecipe.builder().blockSize(4).build()),
                Arguments.of(
                        "mixup",
                        MixingRecipe.builder()
                                .mixupProbability(1)
                                .labelSmoothing(0.1)
                                .build()),
                Arguments.of(
                        "all",
                        MixingRecipe.builder()
                                .alpha(1.5)
                                .mixupAlpha(4)
                                .probability(0.8)
                                .mixupProbability(0.5)
                                .labelSmoothing(0.05)
                                .offEpochs(half)
                                .blockSize(6)
                                .flipProbability(0.5)
                                .cropPadding(3)
                                .build()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("recipes")
    void mixed_records_are_the_recorded_ones(String name, MixingRecipe recipe) throws Exception {
        assertThat(mixed(recipe)).isEqualTo(recorded(name));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("recipes")
    void recorded_records_are_read_as_the_mixed_images(String name, MixingRecipe recipe) throws Exception {
        // Given
        List<String> values = recorded(name)
                .lines()
                .map(line -> line.substring(line.lastIndexOf(' ') + 1))
                .filter(value -> !value.equals("null"))
                .toList();

        // When
        List<MixedImage> read = values.stream()
                .map(HexFormat.of()::parseHex)
                .map(value -> FORMAT.deserializer(MixedImage.class).deserialize(TOPIC, value))
                .toList();

        // Then
        BlockMixer mixer = new BlockMixer(INFO, recipe);
        assertThat(read)
                .isEqualTo(blocks(recipe).stream()
                        .flatMap(block -> mixer.mix(plain(block).images()))
                        .toList());
    }

    @Test
    void blocks_lie_where_the_recorded_ones_do() throws IOException {
        assertThat(places()).isEqualTo(recorded("blocks"));
    }

    /** Returns the block of each offset of each partition. */
    private static String places() {
        StringBuilder lines = new StringBuilder();
        for (BlockLayout layout : List.of(
                new BlockLayout(new EpochLayout(13, 2), 4),
                new BlockLayout(new EpochLayout(50, 3), 5),
                new BlockLayout(new EpochLayout(2_000, 1), 512))) {
            for (int partition = 0; partition < layout.epochs().partitions(); partition++) {
                lines.append(layout.epochs().size()).append(" in blocks of at most ");
                lines.append(layout.blockSize()).append(", partition ").append(partition);
                long end = layout.epochs().endOffset(partition, 2);
                for (long offset = 0; offset < end; offset += Math.max(1, end / 40)) {
                    Block block = layout.blockAt(partition, offset);
                    lines.append(", ").append(offset).append(" in ").append(block.start());
                    lines.append('-').append(block.end());
                }
                lines.append('\n');
            }
        }
        return lines.toString();
    }

    @Test
    void the_group_of_the_workers_has_the_recorded_name() throws IOException {
        Properties settings = new Properties();
        try (InputStream file = getClass().getResourceAsStream("/application.properties")) {
            settings.load(file);
        }

        assertThat(settings.getProperty("mp.messaging.incoming.images-train.group.id"))
                .isEqualTo("${cutmix.topic-prefix:}cutmix-augment");
    }

    /** Returns all mixed records of partition 0, one in each line. */
    private static String mixed(MixingRecipe recipe) throws InterruptedException {
        MockProducer<byte[], byte[]> kafka =
                new MockProducer<>(true, null, new ByteArraySerializer(), new ByteArraySerializer());
        BlockSender sender = new BlockSender(
                kafka, TOPIC, FORMAT.serializer(MixedImage.class), (block, mixed) -> {}, () -> {}, failure -> {
                    throw failure;
                });
        BlockMixer mixer = new BlockMixer(INFO, recipe);
        BlockLabels labels = new BlockLabels(DatasetIdentity.of(INFO), mixer.settings());
        for (Block block : blocks(recipe)) {
            PlainBlock plain = plain(block);
            sender.send(plain, mixer.mix(plain.images()), labels);
        }
        return kafka.history().stream().map(RecordedMixingTest::line).collect(Collectors.joining());
    }

    private static List<Block> blocks(MixingRecipe recipe) {
        BlockLayout layout = recipe.blocksOf(INFO);
        List<Block> blocks = new ArrayList<>();
        long end = layout.epochs().endOffset(0, INFO.getEpochs());
        for (long offset = 0;
                offset < end;
                offset = blocks.get(blocks.size() - 1).end()) {
            blocks.add(layout.blockAt(0, offset));
        }
        return blocks;
    }

    private static PlainBlock plain(Block block) {
        List<PlainRecord> records = new ArrayList<>();
        for (long offset = block.start(); offset < block.end(); offset++) {
            records.add(offset == UNREADABLE ? torn() : new PlainRecord.Readable(image(offset)));
        }
        return new PlainBlock(block, records);
    }

    private static PlainRecord torn() {
        ConsumerRecord<byte[], byte[]> consumed =
                new ConsumerRecord<>(new Topics("").trainImages(), 0, UNREADABLE, null, new byte[1]);
        return new PlainRecord.Unreadable(DeadLetter.of(consumed, "torn"), consumed);
    }

    private static LabeledImage image(long offset) {
        SamplePosition at = EpochLayout.ofTraining(INFO).at(0, offset);
        int index = EpochOrder.permutation(INFO.getSeed(), at.epoch(), INFO.getTrainSize())[at.position()];
        byte[] pixels = new byte[HEIGHT * WIDTH * CHANNELS]; // (height, width, channels)
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = (byte) (37 * index + 11 * i);
        }
        return LabeledImage.newBuilder()
                .setEpoch(at.epoch())
                .setPosition(at.position())
                .setIndex(index)
                .setLabel(index % 3)
                .setPixels(ByteBuffer.wrap(pixels))
                .build();
    }

    private static String line(ProducerRecord<byte[], byte[]> sent) {
        String headers = Arrays.stream(sent.headers().toArray())
                .map(header -> header.key() + "=" + HexFormat.of().formatHex(header.value()))
                .collect(Collectors.joining(","));
        String value = sent.value() == null ? "null" : HexFormat.of().formatHex(sent.value());
        return sent.topic() + " partition " + sent.partition() + " key " + Arrays.toString(sent.key()) + " headers ["
                + headers + "] value " + value + "\n";
    }

    private static String recorded(String name) throws IOException {
        try (InputStream recorded = RecordedMixingTest.class.getResourceAsStream("/recorded/mixed-" + name + ".txt")) {
            return new String(recorded.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
