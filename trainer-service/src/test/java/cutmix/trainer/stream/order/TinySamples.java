package cutmix.trainer.stream.order;

import cutmix.schemas.Box;
import cutmix.schemas.DatasetInfo;
import cutmix.schemas.LabeledImage;
import cutmix.schemas.MixedImage;
import cutmix.schemas.Mixing;
import cutmix.schemas.deadletter.DeadLetter;
import cutmix.schemas.order.SamplePosition;
import cutmix.schemas.serde.AvroSerializer;
import cutmix.schemas.serde.RecordFormat;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** A dataset of 10 images of 2 × 1 × 3 bytes in 3 classes on 4 partitions, with samples that contain their position. */
public final class TinySamples {

    public static final DatasetInfo INFO = DatasetInfo.newBuilder()
            .setName("tiny")
            .setFingerprint("00")
            .setClassNames(List.of("a", "b", "c"))
            .setHeight(2)
            .setWidth(1)
            .setChannels(3)
            .setTrainSize(10)
            .setTestSize(10)
            .setEpochs(2)
            .setPartitions(4)
            .setSeed(1)
            .build();

    public static final RecordFormat FORMAT = RecordFormat.of(Map.of());

    private TinySamples() {}

    /**
     * Creates a sample with the pixels epoch, position, 2, 3, 4, 5 and the weights 0.25 for class position mod 3 and
     * 0.75 for the next class.
     */
    public static TrainingSample at(int epoch, int position) {
        float[] softLabel = new float[3];
        softLabel[position % 3] = 0.25f;
        softLabel[(position + 1) % 3] = 0.75f;
        return new TrainingSample(
                new SamplePosition(epoch, position), ByteBuffer.wrap(pixels(epoch, position)), softLabel);
    }

    public static MissingSample missing(SamplePosition at) {
        ConsumerRecord<byte[], byte[]> torn = new ConsumerRecord<>("images", 0, 0, null, new byte[1]);
        return new MissingSample(at, DeadLetter.of(torn, "torn"), torn);
    }

    public static byte[] pixels(int epoch, int position) {
        return new byte[] {(byte) epoch, (byte) position, 2, 3, 4, 5};
    }

    public static byte[] plain(int epoch, int position, int label, byte[] pixels) {
        LabeledImage image = LabeledImage.newBuilder()
                .setEpoch(epoch)
                .setPosition(position)
                .setIndex(0)
                .setLabel(label)
                .setPixels(ByteBuffer.wrap(pixels))
                .build();
        return new AvroSerializer<>(LabeledImage.class).serialize("images", image);
    }

    static byte[] mixed(int epoch, int position, List<Float> softLabel, byte[] pixels) {
        MixedImage image = MixedImage.newBuilder()
                .setEpoch(epoch)
                .setPosition(position)
                .setIndex(0)
                .setPartnerIndex(1)
                .setMixing(Mixing.CUTMIX)
                .setLambda(0.5)
                .setBox(new Box(0, 0, 1, 1))
                .setSoftLabel(softLabel)
                .setPixels(ByteBuffer.wrap(pixels))
                .build();
        return new AvroSerializer<>(MixedImage.class).serialize("images", image);
    }
}
