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
 * The work on one partition, from when it is assigned until it is revoked.
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
     * @param generation of the consumer group, when the partition was assigned
     * @param check of its images, which says of which dataset they are
     * @param topics from which and to which they are mixed
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

    /** The topics from which and to which this partition is mixed. */
    TopicPair topics() {
        return topics;
    }

    /** The identity of the dataset that this partition is of. */
    DatasetIdentity identity() {
        return check.identity();
    }

    /** What the headers of its mixed blocks say; as of the block that was mixed last. */
    BlockLabels labels() {
        return new BlockLabels(check.identity(), mixer.settings());
    }

    /** Whether records that were polled in a generation belong to this assignment, not to an earlier one of the partition. */
    boolean covers(int polledGeneration) {
        return polledGeneration >= generation;
    }

    /** Of which dataset this partition is. */
    DatasetInfo dataset() {
        return check.dataset();
    }

    /** Whether a record says that it is of another dataset. */
    boolean isForeign(ConsumerRecord<byte[], byte[]> consumed) {
        return check.identity().differsFrom(consumed.headers());
    }

    /** Takes the next record; gives the block that it completes. */
    Optional<PlainBlock> add(ConsumerRecord<byte[], byte[]> consumed, ImageReader reader) {
        return assembler.add(consumed.offset(), reader.read(consumed, check));
    }

    /**
     * Mixes those images of a block of this partition that could be read. Asks for the description again when the loader has
     * gone beyond the epochs that it spoke of, since the plain ones are counted from the last. Each sample is mixed when it is
     * taken.
     *
     * @throws ReplacedDatasetException if the description is of another dataset by then
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
