package cutmix.augment.block;

import cutmix.schemas.LabeledImage;
import java.util.List;

/**
 * A block with its records.
 *
 * @param block where it lies
 * @param records one for each offset of the block, in order
 */
public record PlainBlock(Block block, List<PlainRecord> records) {

    /** Those that could be read, in order. */
    public List<LabeledImage> images() {
        return records.stream()
                .filter(PlainRecord.Readable.class::isInstance)
                .map(readable -> ((PlainRecord.Readable) readable).image())
                .toList();
    }

    /** Those that could not be read, in order. */
    public List<PlainRecord.Unreadable> unreadable() {
        return records.stream()
                .filter(PlainRecord.Unreadable.class::isInstance)
                .map(PlainRecord.Unreadable.class::cast)
                .toList();
    }
}
