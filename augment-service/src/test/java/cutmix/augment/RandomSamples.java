package cutmix.augment;

import cutmix.augment.block.Block;
import cutmix.augment.block.PlainBlock;
import cutmix.augment.block.PlainRecord;
import cutmix.schemas.DatasetInfo;
import cutmix.schemas.LabeledImage;
import cutmix.schemas.deadletter.DeadLetter;
import cutmix.schemas.order.EpochLayout;
import cutmix.schemas.order.EpochOrder;
import cutmix.schemas.order.SamplePosition;
import cutmix.schemas.order.SeededRandom;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** A dataset of random images, 8 × 6 by default, and its records as a loader writes them. */
public record RandomSamples(DatasetInfo dataset) {

    public static final int WIDTH = 8;
    public static final int HEIGHT = 6;
    public static final int CHANNELS = 3;
    public static final List<String> CLASSES = List.of("ant", "bee", "cat", "dog", "eel");

    public static RandomSamples of(int size, int partitions, int epochs) {
        return new RandomSamples(DatasetInfo.newBuilder()
                .setName("samples")
                .setFingerprint("00")
                .setClassNames(CLASSES)
                .setHeight(HEIGHT)
                .setWidth(WIDTH)
                .setChannels(CHANNELS)
                .setTrainSize(size)
                .setTestSize(0)
                .setEpochs(epochs)
                .setPartitions(partitions)
                .setSeed(99L)
                .setReportsFrom(0L)
                .setRaisedAt(0L)
                .build());
    }

    /** Returns a dataset of square images. */
    public static RandomSamples ofSide(int side, int size, int partitions, int epochs) {
        return new RandomSamples(
                DatasetInfo.newBuilder(of(size, partitions, epochs).dataset())
                        .setHeight(side)
                        .setWidth(side)
                        .build());
    }

    /** Returns the same images in another order. */
    RandomSamples withSeed(long seed) {
        return new RandomSamples(DatasetInfo.newBuilder(dataset).setSeed(seed).build());
    }

    public EpochLayout layout() {
        return EpochLayout.ofTraining(dataset);
    }

    /** Returns the record at an offset of a partition. */
    public LabeledImage at(int partition, long offset) {
        SamplePosition sample = layout().at(partition, offset);
        int index =
                EpochOrder.permutation(dataset.getSeed(), sample.epoch(), dataset.getTrainSize())[sample.position()];
        return LabeledImage.newBuilder()
                .setEpoch(sample.epoch())
                .setPosition(sample.position())
                .setIndex(index)
                .setLabel(index % CLASSES.size())
                .setPixels(pixels(index, imageBytes()))
                .build();
    }

    /** Returns the records of a block. */
    public List<LabeledImage> of(Block block) {
        return LongStream.range(block.start(), block.end())
                .mapToObj(offset -> at(block.partition(), offset))
                .toList();
    }

    public PlainRecord record(int partition, long offset) {
        return new PlainRecord.Readable(at(partition, offset));
    }

    public PlainBlock plain(Block block) {
        return new PlainBlock(
                block,
                of(block).stream().<PlainRecord>map(PlainRecord.Readable::new).toList());
    }

    /** Returns a block with one unreadable record. */
    public PlainBlock plainWithout(long offset, Block block) {
        List<PlainRecord> records = new ArrayList<>(plain(block).records());
        ConsumerRecord<byte[], byte[]> torn =
                new ConsumerRecord<>("images.train", block.partition(), offset, null, new byte[1]);
        records.set((int) (offset - block.start()), new PlainRecord.Unreadable(DeadLetter.of(torn, "torn"), torn));
        return new PlainBlock(block, records);
    }

    private int imageBytes() {
        return dataset.getHeight() * dataset.getWidth() * dataset.getChannels();
    }

    public static ByteBuffer pixels(int index) {
        return pixels(index, HEIGHT * WIDTH * CHANNELS);
    }

    private static ByteBuffer pixels(int index, int bytes) {
        SeededRandom random = SeededRandom.of(17, index);
        byte[] pixels = new byte[bytes]; // (height, width, channels)
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = (byte) random.nextInt(256);
        }
        return ByteBuffer.wrap(pixels);
    }
}
