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
 * @param prefix put before every name, so that several pipelines can share a cluster; empty for none
 */
public record Topics(String prefix) {

    /**
     * Those that a process is configured for.
     *
     * @param prefix the value of {@code CUTMIX_TOPIC_PREFIX}
     * @throws cutmix.schemas.failure.SettingException if Kafka takes no names that begin with it
     */
    public static Topics configured(Optional<String> prefix) {
        return new Topics(TopicPrefix.require(prefix.orElse("")));
    }

    /** {@link DatasetInfo} by name, compacted, one partition. */
    public String datasetInfo() {
        return prefix + "dataset.info";
    }

    /** {@link LabeledImage}: the epochs, one after another. */
    public String trainImages() {
        return prefix + "images.train";
    }

    /** {@link LabeledImage}: the test images, once, in the dataset's order, as epoch 1. */
    public String testImages() {
        return prefix + "images.test";
    }

    /** {@link MixedImage}: the epochs, mixed. */
    public String mixedImages() {
        return prefix + "images.cutmix";
    }

    /** {@link EpochMetrics} by run, as Avro JSON, one partition. */
    public String metrics() {
        return prefix + "training.metrics";
    }

    /** {@link StepMetrics} by run, as Avro JSON, one partition, which the brokers keep for some days only. */
    public String steps() {
        return prefix + "training.steps";
    }

    /** Values that no service could read, as they were, each with a {@link DeadLetter} in its headers; one partition. */
    public String deadLetters() {
        return prefix + "dead.letters";
    }

    /** The topics whose records lie as {@link EpochLayout} says. */
    public List<String> imageTopics() {
        return List.of(trainImages(), testImages(), mixedImages());
    }
}
