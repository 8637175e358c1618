package cutmix.trainer.stream.order;

import cutmix.schemas.DatasetInfo;
import cutmix.schemas.LabeledImage;
import cutmix.schemas.MixedImage;
import cutmix.schemas.deadletter.DeadLetter;
import cutmix.schemas.mixing.MixingSettings;
import cutmix.schemas.order.EpochLayout;
import cutmix.schemas.order.SamplePosition;
import cutmix.schemas.serde.RecordFormat;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;

/** Decodes records of one image topic, and checks them against the dataset. Not thread-safe. */
public interface SampleDecoder {

    /** Tolerance for sums of weights; many times the float error for a thousand classes. */
    float ROUNDING = 1e-3f;

    /**
     * Decodes a record. Returns a {@link MissingSample} if the record states that its sample is missing.
     *
     * @throws SerializationException if the value is not a valid record of this dataset
     */
    Sample decode(ConsumerRecord<byte[], byte[]> consumed);

    /**
     * Decodes plain images. The soft label has all its weight on the image's label.
     *
     * @param layout layout of the topic, which has no redeliveries
     */
    static SampleDecoder plain(DatasetInfo info, EpochLayout layout, RecordFormat format) {
        Deserializer<LabeledImage> deserializer = format.deserializer(LabeledImage.class);
        int classes = info.getClassNames().size();
        return consumed -> {
            LabeledImage image = deserializer.deserialize(consumed.topic(), consumed.value());
            if (image.getLabel() < 0 || image.getLabel() >= classes) {
                throw new SerializationException(
                        "label " + image.getLabel() + " is not one of " + classes + " classes");
            }
            float[] softLabel = new float[classes];
            softLabel[image.getLabel()] = 1;
            TrainingSample sample =
                    sample(info, image.getEpoch(), image.getPosition(), image.getPixels(), softLabel, Optional.empty());
            requireAt(place(layout, consumed.partition(), consumed.offset()), sample.at());
            return sample;
        };
    }

    /**
     * Decodes mixed images with their soft labels.
     *
     * @param layout layout of the plain topic
     */
    static SampleDecoder mixed(DatasetInfo info, EpochLayout layout, RecordFormat format) {
        Deserializer<MixedImage> deserializer = format.deserializer(MixedImage.class);
        int classes = info.getClassNames().size();
        return consumed -> {
            Optional<DeadLetter> letter = consumed.value() == null
                    ? DeadLetter.in(consumed.headers()).filter(plain -> plain.partition() == consumed.partition())
                    : Optional.empty();
            if (letter.isPresent()) {
                SamplePosition at =
                        place(layout, consumed.partition(), letter.get().offset());
                return new MissingSample(at, letter.get(), consumed);
            }
            MixedImage image = deserializer.deserialize(consumed.topic(), consumed.value());
            List<Float> weights = image.getSoftLabel();
            if (weights.size() != classes) {
                throw new SerializationException(
                        "a soft label of " + weights.size() + " weights does not fit " + classes + " classes");
            }
            float[] softLabel = new float[classes];
            float sum = 0;
            for (int i = 0; i < classes; i++) {
                softLabel[i] = weights.get(i);
                requireShare(softLabel[i]);
                sum += softLabel[i];
            }
            if (Math.abs(sum - 1) > ROUNDING) {
                throw new SerializationException("the weights of a soft label sum to " + sum + ", not 1");
            }
            Optional<MixingSettings> mixing = MixingSettings.in(consumed.headers());
            return sample(info, image.getEpoch(), image.getPosition(), image.getPixels(), softLabel, mixing);
        };
    }

    private static void requireShare(float weight) {
        if (!(weight >= 0 && weight <= 1 + ROUNDING)) { // The condition also rejects NaN.
            throw new SerializationException("a soft label has the weight " + weight);
        }
    }

    private static SamplePosition place(EpochLayout layout, int partition, long offset) {
        if (layout.sliceSize(partition) == 0
                || offset < 0
                || offset >= layout.endOffset(partition, Integer.MAX_VALUE)) {
            throw new SerializationException("nothing belongs there");
        }
        return layout.at(partition, offset);
    }

    private static void requireAt(SamplePosition expected, SamplePosition found) {
        if (!found.equals(expected)) {
            throw new SerializationException("found " + found + ", expected " + expected);
        }
    }

    private static TrainingSample sample(
            DatasetInfo info,
            int epoch,
            int position,
            ByteBuffer pixels,
            float[] softLabel,
            Optional<MixingSettings> mixing) {
        int expected = info.getHeight() * info.getWidth() * info.getChannels();
        if (pixels.remaining() != expected) {
            throw new SerializationException("an image of " + pixels.remaining() + " bytes does not fit "
                    + info.getHeight() + " x " + info.getWidth() + " x " + info.getChannels());
        }
        if (epoch < 1 || position < 0) {
            throw new SerializationException("epoch " + epoch + ", position " + position + " is no place in the order");
        }
        return new TrainingSample(new SamplePosition(epoch, position), pixels, softLabel, mixing);
    }
}
