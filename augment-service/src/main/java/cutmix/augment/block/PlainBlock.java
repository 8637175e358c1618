package cutmix.augment.block;

import cutmix.schemas.LabeledImage;
import java.util.List;

/**
 * A block with its records.
 *
 * @param block place of the block
 * @param records one record for each offset of the block, in order
 */
public record PlainBlock(Block block, List<PlainRecord> records) {

    /** Returns the readable images, in order. */
    public List<LabeledImage> images() {
        return records.stream()
                .filter(PlainRecord.Readable.class::isInstance)
                .map(readable -> ((PlainRecord.Readable) readable).image())
                .toList();
    }

    /** Returns the unreadable records, in order. */
    public List<PlainRecord.Unreadable> unreadable() {
        return records.stream()
                .filter(PlainRecord.Unreadable.class::isInstance)
                .map(PlainRecord.Unreadable.class::cast)
                .toList();
    }
}
