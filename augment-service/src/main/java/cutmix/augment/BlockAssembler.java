package cutmix.augment;

import cutmix.schemas.DatasetInfo;
import cutmix.schemas.LabeledImage;
import cutmix.schemas.SamplePosition;
import cutmix.schemas.UserException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Gathers the records of one partition into blocks, and checks each against the dataset's description. Holds at most one
 * block.
 *
 * <p>Not thread-safe.
 */
final class BlockAssembler {

    private final String topic;
    private final DatasetInfo dataset;
    private final BlockLayout layout;
    private final int imageBytes;
    private Block block;
    private List<LabeledImage> images;

    /**
     * @param topic is named in errors
     * @param layout of the topic that the dataset's description belongs to
     * @param first the block to begin with
     */
    BlockAssembler(String topic, DatasetInfo dataset, BlockLayout layout, Block first) {
        this.topic = topic;
        this.dataset = dataset;
        this.layout = layout;
        this.imageBytes = dataset.getHeight() * dataset.getWidth() * dataset.getChannels();
        begin(first);
    }

    /**
     * Takes the record at an offset, and gives the block that it completes. A repeated record is dropped.
     *
     * @throws UserException if records are missing before this one, or if it is not what belongs there; names the topic, the
     *     partition and the offset
     */
    Optional<PlainBlock> add(long offset, LabeledImage image) {
        long expected = block.start() + images.size();
        if (offset < expected) {
            return Optional.empty();
        }
        if (offset > expected) {
            throw misfit(offset, "the records from offset " + expected + " on are missing");
        }
        check(offset, image);
        images.add(image);
        if (images.size() < block.size()) {
            return Optional.empty();
        }
        PlainBlock complete = new PlainBlock(block, images);
        begin(layout.blockAt(block.partition(), block.end()));
        return Optional.of(complete);
    }

    private void begin(Block next) {
        block = next;
        images = new ArrayList<>(next.size());
    }

    private void check(long offset, LabeledImage image) {
        SamplePosition expected = layout.epochs().at(block.partition(), offset);
        if (image.getEpoch() != expected.epoch() || image.getPosition() != expected.position()) {
            throw misfit(
                    offset,
                    "found epoch " + image.getEpoch() + ", position " + image.getPosition() + ", expected " + expected);
        }
        int found = image.getPixels().remaining();
        if (found != imageBytes) {
            throw misfit(offset, "found " + found + " bytes of pixels, expected " + imageBytes);
        }
        requireBelow(offset, "label", image.getLabel(), dataset.getClassNames().size());
        requireBelow(offset, "index", image.getIndex(), dataset.getTrainSize());
    }

    private void requireBelow(long offset, String what, int value, int bound) {
        if (value < 0 || value >= bound) {
            throw misfit(offset, "found " + what + " " + value + ", expected one from 0 to " + (bound - 1));
        }
    }

    private UserException misfit(long offset, String what) {
        return new UserException("topic " + topic + ", partition " + block.partition() + ", offset " + offset + ": "
                + what + "; delete the topics and load again");
    }
}
