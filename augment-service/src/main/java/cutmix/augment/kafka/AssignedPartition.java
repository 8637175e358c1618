package cutmix.augment.kafka;

import cutmix.augment.block.BlockAssembler;
import cutmix.augment.block.BlockLabels;
import cutmix.augment.block.ImageReader;
import cutmix.augment.block.PlainBlock;
import cutmix.augment.mixing.BlockMixer;
import cutmix.augment.mixing.MixingRecipe;
import cutmix.augment.topic.TopicPair;
import cutmix.schemas.DatasetInfo;
import cutmix.schemas.LabeledImage;
import cutmix.schemas.MixedImage;
import cutmix.schemas.description.ImageCheck;
import cutmix.schemas.failure.UserException;
import cutmix.schemas.identity.DatasetIdentity;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Work on one partition, from its assignment until it is revoked.
 *
 * <p>Not thread-safe.
 */
final class AssignedPartition {

    /** Reads the dataset's description again. */
    interface Refresh {
        DatasetInfo read() throws InterruptedException;
    }

    private final int generation;
    private final BlockAssembler assembler;
    private final ImageCheck check;
    private final MixingRecipe recipe;
    private final TopicPair topics;
    private BlockMixer mixer;

    /**
     * @param generation generation of the consumer group in which the partition was assigned
     * @param check check of its images, with the dataset to which they must belong
     * @param topics source and destination of the images
     */
    AssignedPartition(
            int generation, BlockAssembler assembler, ImageCheck check, MixingRecipe recipe, TopicPair topics) {
        this.generation = generation;
        this.assembler = assembler;
        this.check = check;
        this.recipe = recipe;
        this.topics = topics;
        this.mixer = new BlockMixer(check.dataset(), recipe);
    }

    TopicPair topics() {
        return topics;
    }

    DatasetIdentity identity() {
        return check.identity();
    }

    /** Returns the headers of the block that was mixed last. */
    BlockLabels labels() {
        return new BlockLabels(check.identity(), mixer.settings());
    }

    /**
     * Returns whether records that were polled in a generation belong to this assignment, not to an earlier assignment
     * of the partition.
     */
    boolean covers(int polledGeneration) {
        return polledGeneration >= generation;
    }

    DatasetInfo dataset() {
        return check.dataset();
    }

    /** Returns whether the header of a record names another dataset. */
    boolean isForeign(ConsumerRecord<byte[], byte[]> consumed) {
        return check.identity().differsFrom(consumed.headers());
    }

    /** Adds the next record, and returns the block that it completes. */
    Optional<PlainBlock> add(ConsumerRecord<byte[], byte[]> consumed, ImageReader reader) {
        return assembler.add(consumed.offset(), reader.read(consumed, check));
    }

    /**
     * Mixes the readable images of a block. If the block is of a later epoch than the description names, reads the
     * description again, because the epochs that are not mixed are counted from the last one. The stream mixes each
     * sample lazily.
     *
     * @throws ReplacedDatasetException if the new description is of another dataset
     */
    Stream<MixedImage> mix(PlainBlock plain, Refresh refresh) throws InterruptedException {
        List<LabeledImage> images = plain.images();
        if (images.isEmpty()) {
            return Stream.empty();
        }
        int epoch = images.get(0).getEpoch();
        if (epoch > mixer.epochs()) {
            DatasetInfo newest = refresh.read();
            if (!DatasetIdentity.of(newest).equals(check.identity())) {
                throw new ReplacedDatasetException(check.dataset(), newest);
            }
            mixer = new BlockMixer(newest, recipe);
            if (epoch > mixer.epochs()) {
                throw new UserException(
                        "the train topic holds epoch " + epoch + ", but the dataset's description ends at epoch "
                                + mixer.epochs() + "; delete the topics and load again");
            }
        }
        return mixer.mix(images);
    }
}
