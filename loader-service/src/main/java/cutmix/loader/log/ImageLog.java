package cutmix.loader.log;

import cutmix.loader.dataset.Split;
import cutmix.schemas.DatasetInfo;
import cutmix.schemas.LabeledImage;
import cutmix.schemas.order.EpochLayout;
import cutmix.schemas.order.EpochOrder;
import cutmix.schemas.order.SamplePosition;
import java.nio.ByteBuffer;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/**
 * The complete content of an image topic. Every record follows from its position. Not thread-safe, because it caches
 * the order of one epoch.
 */
public final class ImageLog {

    private final Split split;
    private final EpochLayout layout;
    private final int epochs;
    private final EpochSequence sequence;
    private int orderedEpoch;
    private int[] order = {};

    private ImageLog(Split split, EpochLayout layout, int epochs, EpochSequence sequence) {
        this.split = split;
        this.layout = layout;
        this.epochs = epochs;
        this.sequence = sequence;
    }

    /** Returns the log of the training images: all epochs, each in its own order. */
    public static ImageLog ofTraining(DatasetInfo info, Split train) {
        return new ImageLog(
                train,
                EpochLayout.ofTraining(info),
                info.getEpochs(),
                epoch -> EpochOrder.permutation(info.getSeed(), epoch, info.getTrainSize()));
    }

    /** Returns the log of the test images: each image once, in the order of the dataset, as epoch 1. */
    public static ImageLog ofTest(DatasetInfo info, Split test) {
        int[] order = IntStream.range(0, info.getTestSize()).toArray();
        return new ImageLog(test, EpochLayout.ofTest(info), 1, epoch -> order);
    }

    public EpochLayout layout() {
        return layout;
    }

    public int epochs() {
        return epochs;
    }

    /** Returns the total number of records. */
    public long size() {
        return (long) epochs * layout.size();
    }

    /** Returns the record of a sample. */
    public LabeledImage at(SamplePosition sample) {
        if (sample.epoch() != orderedEpoch) {
            order = sequence.order(sample.epoch());
            orderedEpoch = sample.epoch();
        }
        int index = order[sample.position()];
        return new LabeledImage(
                sample.epoch(), sample.position(), index, split.label(index), ByteBuffer.wrap(split.pixels(index)));
    }

    /** Passes every record that a topic lacks to an action, in training order. */
    public void forEachMissing(LogEnds ends, Consumer<LabeledImage> action) {
        SamplePosition sample = ends.firstMissing();
        while (sample.epoch() <= epochs) {
            if (!ends.holds(sample)) {
                action.accept(at(sample));
            }
            sample = layout.next(sample);
        }
    }
}
