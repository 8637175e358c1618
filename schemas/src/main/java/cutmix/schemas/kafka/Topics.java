package cutmix.schemas.kafka;

import cutmix.schemas.DatasetInfo;
import cutmix.schemas.EpochMetrics;
import cutmix.schemas.LabeledImage;
import cutmix.schemas.MixedImage;
import cutmix.schemas.StepMetrics;
import cutmix.schemas.TopicPrefix;
import cutmix.schemas.deadletter.DeadLetter;
import cutmix.schemas.order.EpochLayout;
import java.util.List;
import java.util.Optional;

/**
 * The topics of one pipeline.
 *
 * @param prefix the prefix of every name, so that several pipelines can share a cluster; may be empty
 */
public record Topics(String prefix) {

    /**
     * Creates the topics from a process's configuration.
     *
     * @param prefix the value of {@code CUTMIX_TOPIC_PREFIX}
     * @throws cutmix.schemas.failure.SettingException if Kafka refuses names with this prefix
     */
    public static Topics configured(Optional<String> prefix) {
        return new Topics(TopicPrefix.require(prefix.orElse("")));
    }

    /** {@link DatasetInfo}, keyed by dataset name; compacted, one partition. */
    public String datasetInfo() {
        return prefix + "dataset.info";
    }

    /** {@link LabeledImage}: the epochs of plain images, one after another. */
    public String trainImages() {
        return prefix + "images.train";
    }

    /** {@link LabeledImage}: the test images, once, in the dataset's order, as epoch 1. */
    public String testImages() {
        return prefix + "images.test";
    }

    /** {@link MixedImage}: the epochs of mixed images. */
    public String mixedImages() {
        return prefix + "images.cutmix";
    }

    /** {@link EpochMetrics} as Avro JSON, keyed by run; one partition. */
    public String metrics() {
        return prefix + "training.metrics";
    }

    /** {@link StepMetrics} as Avro JSON, keyed by run; one partition, which the brokers keep only for some days. */
    public String steps() {
        return prefix + "training.steps";
    }

    /** Unreadable values, unchanged, each with a {@link DeadLetter} in its headers; one partition. */
    public String deadLetters() {
        return prefix + "dead.letters";
    }

    /** Returns the topics whose records are laid out by {@link EpochLayout}. */
    public List<String> imageTopics() {
        return List.of(trainImages(), testImages(), mixedImages());
    }
}
