package cutmix.trainer.stream;

import cutmix.schemas.DatasetInfo;
import cutmix.schemas.LabeledImage;
import cutmix.schemas.MixedImage;
import cutmix.schemas.RecordFormat;
import cutmix.schemas.SamplePosition;
import java.nio.ByteBuffer;
import java.util.List;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;

/** Reads the value of a record of one image topic, and checks it against the dataset. Not thread-safe. */
interface SampleDecoder {

    /**
     * The sample in a record's value.
     *
     * @throws SerializationException if the value is no such record, or not one of this dataset
     */
    TrainingSample decode(String topic, byte[] value);

    /** Plain images, with all weight on their label. */
    static SampleDecoder plain(DatasetInfo info, RecordFormat format) {
        Deserializer<LabeledImage> deserializer = format.deserializer(LabeledImage.class);
        int classes = info.getClassNames().size();
        return (topic, value) -> {
            LabeledImage image = deserializer.deserialize(topic, value);
            if (image.getLabel() < 0 || image.getLabel() >= classes) {
                throw new SerializationException(
                        "label " + image.getLabel() + " is not one of " + classes + " classes");
            }
            float[] softLabel = new float[classes];
            softLabel[image.getLabel()] = 1;
            return sample(info, image.getEpoch(), image.getPosition(), image.getPixels(), softLabel);
        };
    }

    /** Mixed images, with the weights that they carry. */
    static SampleDecoder mixed(DatasetInfo info, RecordFormat format) {
        Deserializer<MixedImage> deserializer = format.deserializer(MixedImage.class);
        int classes = info.getClassNames().size();
        return (topic, value) -> {
            MixedImage image = deserializer.deserialize(topic, value);
            List<Float> weights = image.getSoftLabel();
            if (weights.size() != classes) {
                throw new SerializationException(
                        "a soft label of " + weights.size() + " weights does not fit " + classes + " classes");
            }
            float[] softLabel = new float[classes];
            for (int i = 0; i < classes; i++) {
                softLabel[i] = weights.get(i);
            }
            return sample(info, image.getEpoch(), image.getPosition(), image.getPixels(), softLabel);
        };
    }

    private static TrainingSample sample(
            DatasetInfo info, int epoch, int position, ByteBuffer pixels, float[] softLabel) {
        int expected = info.getHeight() * info.getWidth() * info.getChannels();
        if (pixels.remaining() != expected) {
            throw new SerializationException("an image of " + pixels.remaining() + " bytes does not fit "
                    + info.getHeight() + " x " + info.getWidth() + " x " + info.getChannels());
        }
        if (epoch < 1 || position < 0) {
            throw new SerializationException("epoch " + epoch + ", position " + position + " is no place in the order");
        }
        return new TrainingSample(new SamplePosition(epoch, position), pixels, softLabel);
    }
}
