package cutmix.augment.block;

import cutmix.schemas.DatasetInfo;
import cutmix.schemas.LabeledImage;
import cutmix.schemas.identity.DatasetIdentity;
import cutmix.schemas.order.EpochLayout;
import cutmix.schemas.order.SamplePosition;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.header.Headers;

/**
 * Whether an image of the train topic is what belongs there.
 *
 * @param dataset that the topic holds
 * @param epochs the topic's layout
 * @param identity of the dataset
 */
public record ImageCheck(DatasetInfo dataset, EpochLayout epochs, DatasetIdentity identity) {

    public ImageCheck(DatasetInfo dataset, EpochLayout epochs) {
        this(dataset, epochs, DatasetIdentity.of(dataset));
    }

    /** @throws SerializationException if the record says that it is of another dataset */
    void checkOwn(Headers headers) {
        if (identity.differsFrom(headers)) {
            throw new SerializationException(
                    "it is of another dataset, with identity " + DatasetIdentity.shown(headers) + ", not " + identity);
        }
    }

    /** @throws SerializationException if it is not; says in what it differs */
    void check(int partition, long offset, LabeledImage image) {
        SamplePosition expected = epochs.at(partition, offset);
        if (image.getEpoch() != expected.epoch() || image.getPosition() != expected.position()) {
            throw new SerializationException(
                    "found epoch " + image.getEpoch() + ", position " + image.getPosition() + ", expected " + expected);
        }
        int bytes = dataset.getHeight() * dataset.getWidth() * dataset.getChannels();
        int found = image.getPixels().remaining();
        if (found != bytes) {
            throw new SerializationException("found " + found + " bytes of pixels, expected " + bytes);
        }
        requireBelow("label", image.getLabel(), dataset.getClassNames().size());
        requireBelow("index", image.getIndex(), dataset.getTrainSize());
    }

    private static void requireBelow(String what, int value, int bound) {
        if (value < 0 || value >= bound) {
            throw new SerializationException("found " + what + " " + value + ", expected one from 0 to " + (bound - 1));
        }
    }
}
