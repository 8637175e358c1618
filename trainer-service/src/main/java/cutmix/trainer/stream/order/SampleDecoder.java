package cutmix.trainer.stream.order;

import cutmix.schemas.DatasetInfo;
import cutmix.schemas.LabeledImage;
import cutmix.schemas.MixedImage;
import cutmix.schemas.deadletter.DeadLetter;
import cutmix.schemas.description.ImageCheck;
import cutmix.schemas.mixing.MixingSettings;
import cutmix.schemas.order.EpochLayout;
import cutmix.schemas.order.SamplePosition;
import cutmix.schemas.serde.RecordFormat;
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
        ImageCheck check = new ImageCheck(info, layout);
        int classes = info.getClassNames().size();
        return consumed -> {
            LabeledImage image = deserializer.deserialize(consumed.topic(), consumed.value());
            check.check(consumed.partition(), consumed.offset(), image);
            float[] softLabel = new float[classes];
            softLabel[image.getLabel()] = 1;
            SamplePosition at = new SamplePosition(image.getEpoch(), image.getPosition());
            return new TrainingSample(at, image.getPixels(), softLabel, Optional.empty());
        };
    }

    /**
     * Decodes mixed images with their soft labels.
     *
     * @param layout layout of the plain topic
     */
    static SampleDecoder mixed(DatasetInfo info, EpochLayout layout, RecordFormat format) {
        Deserializer<MixedImage> deserializer = format.deserializer(MixedImage.class);
        ImageCheck check = new ImageCheck(info, layout);
        int classes = info.getClassNames().size();
        return consumed -> {
            Optional<DeadLetter> letter = consumed.value() == null
                    ? DeadLetter.in(consumed.headers()).filter(plain -> plain.partition() == consumed.partition())
                    : Optional.empty();
            if (letter.isPresent()) {
                SamplePosition at =
                        check.place(consumed.partition(), letter.get().offset());
                return new MissingSample(at, letter.get(), consumed);
            }
            MixedImage image = deserializer.deserialize(consumed.topic(), consumed.value());
            List<Float> weights = image.getSoftLabel();
            if (weights.size() != classes) {
                throw new SerializationException(
                        "a soft label of " + weights.size() + " weights does not match " + classes + " classes");
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
            check.checkPixels(image.getPixels());
            SamplePosition at = at(image);
            return new TrainingSample(at, image.getPixels(), softLabel, mixing);
        };
    }

    private static void requireShare(float weight) {
        if (!(weight >= 0 && weight <= 1 + ROUNDING)) { // The condition also rejects NaN.
            throw new SerializationException("a soft label has the weight " + weight);
        }
    }

    private static SamplePosition at(MixedImage image) {
        if (image.getEpoch() < 1 || image.getPosition() < 0) {
            throw new SerializationException("epoch " + image.getEpoch() + ", position " + image.getPosition()
                    + " is not a position in the" + " order");
        }
        return new SamplePosition(image.getEpoch(), image.getPosition());
    }
}
