package cutmix.schemas.description;

import cutmix.schemas.DatasetInfo;
import cutmix.schemas.LabeledImage;
import cutmix.schemas.identity.DatasetIdentity;
import cutmix.schemas.order.EpochLayout;
import cutmix.schemas.order.SamplePosition;
import java.nio.ByteBuffer;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.header.Headers;

/**
 * Checks that a plain image belongs at the position where it was found. Workers and trainers share this check, so both
 * reject the same records with the same messages.
 *
 * @param dataset the dataset in the topic
 * @param epochs the layout of the topic
 * @param identity identity of the dataset
 */
public record ImageCheck(DatasetInfo dataset, EpochLayout epochs, DatasetIdentity identity) {

    public ImageCheck(DatasetInfo dataset, EpochLayout epochs) {
        this(dataset, epochs, DatasetIdentity.of(dataset));
    }

    /** @throws SerializationException if the record's header names another dataset */
    public void checkOwn(Headers headers) {
        if (identity.differsFrom(headers)) {
            throw new SerializationException(
                    "it is of another dataset, with identity " + DatasetIdentity.shown(headers) + ", not " + identity);
        }
    }

    /** @throws SerializationException if the image does not belong at the position; the message names the difference */
    public void check(int partition, long offset, LabeledImage image) {
        SamplePosition expected = place(partition, offset);
        if (image.getEpoch() != expected.epoch() || image.getPosition() != expected.position()) {
            throw new SerializationException(
                    "found epoch " + image.getEpoch() + ", position " + image.getPosition() + ", expected " + expected);
        }
        checkPixels(image.getPixels());
        requireBelow("label", image.getLabel(), dataset.getClassNames().size());
        requireBelow("index", image.getIndex(), epochs.size());
    }

    /**
     * Returns the sample that belongs at a position of the topic.
     *
     * @throws SerializationException if no sample belongs there
     */
    public SamplePosition place(int partition, long offset) {
        if (epochs.sliceSize(partition) == 0
                || offset < 0
                || offset >= epochs.endOffset(partition, Integer.MAX_VALUE)) {
            throw new SerializationException("no sample belongs there");
        }
        return epochs.at(partition, offset);
    }

    /** @throws SerializationException if these are not the pixels of an image of the dataset */
    public void checkPixels(ByteBuffer pixels) {
        int bytes = dataset.getHeight() * dataset.getWidth() * dataset.getChannels();
        int found = pixels.remaining();
        if (found != bytes) {
            throw new SerializationException("found " + found + " bytes of pixels, expected " + bytes);
        }
    }

    private static void requireBelow(String what, int value, int bound) {
        if (value < 0 || value >= bound) {
            throw new SerializationException("found " + what + " " + value + ", expected one from 0 to " + (bound - 1));
        }
    }
}
