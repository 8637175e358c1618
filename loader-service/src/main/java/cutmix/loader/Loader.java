package cutmix.loader;

import cutmix.loader.dataset.Dataset;
import cutmix.loader.dataset.Fingerprint;
import cutmix.loader.kafka.ImageProducer;
import cutmix.loader.kafka.ImageTopic;
import cutmix.loader.kafka.LoaderBrokers;
import cutmix.loader.log.DatasetClaim;
import cutmix.loader.log.ImageLog;
import cutmix.loader.log.ImagePartitions;
import cutmix.loader.log.LogEnds;
import cutmix.loader.progress.LoadProgress;
import cutmix.loader.progress.ProgressTask;
import cutmix.schemas.DatasetInfo;
import cutmix.schemas.LabeledImage;
import cutmix.schemas.description.DatasetInfoTopic;
import cutmix.schemas.failure.UserException;
import cutmix.schemas.identity.DatasetIdentity;
import cutmix.schemas.kafka.Topics;
import cutmix.schemas.order.SamplePosition;
import cutmix.schemas.serde.RecordFormat;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.Serializer;

/**
 * Fills the topics with a dataset, and resumes where an earlier run ended. Writes nothing unless the whole dataset can
 * be read.
 */
final class Loader {

    private final LoaderBrokers brokers;
    private final Topics topics;
    private final ImageProducer producer;
    private final RecordFormat format;
    private final ImagePartitions existing;
    private final Consumer<String> notices;

    /**
     * @param existing partition counts of the existing image topics
     * @param notices receives a line about partitions that stay empty
     */
    Loader(
            LoaderBrokers brokers,
            Topics topics,
            RecordFormat format,
            ImageProducer producer,
            ImagePartitions existing,
            Consumer<String> notices) {
        this.brokers = brokers;
        this.topics = topics;
        this.producer = producer;
        this.format = format;
        this.existing = existing;
        this.notices = notices;
    }

    /**
     * Returns when the brokers have stored all records.
     *
     * @param partitions number of partitions into which the dataset is loaded
     * @param pace pace of the training images
     * @throws UserException if the topics contain another dataset, or a record cannot be written
     */
    LoadResult load(Dataset dataset, int epochs, int partitions, long seed, Pace pace, LoadProgress progress) {
        long reports = brokers.end(new TopicPartition(topics.metrics(), 0));
        DatasetInfo wanted = describe(dataset, epochs, partitions, seed, reports);
        Optional<DatasetInfo> held = held();
        DatasetClaim claim = new DatasetClaim(wanted, "topic " + topics.trainImages() + " at " + brokers.address());
        DatasetInfo full = held.map(claim::over).orElse(wanted);
        held.map(existing::requireFor)
                .orElseGet(() -> existing.requireExactly(partitions))
                .forEach(notices);
        ImageLog test = ImageLog.ofTest(full, dataset.test());
        ImageLog train = ImageLog.ofTraining(full, dataset.train());
        LogEnds testEnds = new ImageTopic(brokers, format, topics.testImages()).ends(test, false);
        LogEnds trainEnds = new ImageTopic(brokers, format, topics.trainImages()).ends(train, pace.removesOldEpochs());
        DatasetInfo info = trainEnds.isEmpty() ? beginning(full, reports) : full;
        if (!held.equals(Optional.of(info))) {
            byte[] value = format.serializer(DatasetInfo.class).serialize(topics.datasetInfo(), info);
            producer.send(topics.datasetInfo(), 0, info.getName(), value);
            producer.flush();
        }
        pace.begin(info);
        DatasetIdentity identity = DatasetIdentity.of(info);
        long written = fill(topics.testImages(), test, identity, testEnds, Pace.unlimited(), progress)
                + fill(topics.trainImages(), train, identity, trainEnds, pace, progress);
        return new LoadResult(info, written);
    }

    private Optional<DatasetInfo> held() {
        try (DatasetInfoTopic topic = new DatasetInfoTopic(brokers.clientConfig(), topics, brokers.timeout(), format)) {
            return topic.newest();
        }
    }

    private long fill(
            String topic, ImageLog log, DatasetIdentity identity, LogEnds ends, Pace pace, LoadProgress progress) {
        long missing = ends.missing(log.epochs());
        if (missing == 0) {
            return 0;
        }
        LabeledImage first = log.at(ends.firstMissing());
        ProgressTask work = ProgressTask.builder()
                .name(topic)
                .unit("images")
                .total(log.size())
                .before(log.size() - missing)
                .unitBytes(first.getPixels().remaining())
                .build();
        try (LoadProgress.Stage stage = progress.begin(work)) {
            TopicFiller filler = new TopicFiller(topic, log, identity, work.before(), pace, stage);
            log.forEachMissing(ends, filler);
            producer.flush();
        }
        return missing;
    }

    private static DatasetInfo describe(Dataset dataset, int epochs, int partitions, long seed, long reports) {
        DatasetInfo described = DatasetInfo.newBuilder()
                .setName(dataset.name())
                .setFingerprint(Fingerprint.of(dataset))
                .setClassNames(dataset.classNames())
                .setHeight(dataset.shape().height())
                .setWidth(dataset.shape().width())
                .setChannels(dataset.shape().channels())
                .setTrainSize(dataset.train().size())
                .setTestSize(dataset.test().size())
                .setEpochs(epochs)
                .setPartitions(partitions)
                .setSeed(seed)
                .setReportsFrom(0L)
                .setRaisedAt(0L)
                .build();
        return beginning(described, reports);
    }

    /** Earlier reports describe images that no longer exist. */
    private static DatasetInfo beginning(DatasetInfo info, long reports) {
        return DatasetInfo.newBuilder(info)
                .setReportsFrom(reports)
                .setRaisedAt(reports)
                .build();
    }

    /** Sends one image after another. */
    private final class TopicFiller implements Consumer<LabeledImage> {

        private final String topic;
        private final ImageLog log;
        private final DatasetIdentity identity;
        private final Pace pace;
        private final LoadProgress.Stage stage;
        // Each topic has its own serializer, because a registry client registers a schema only for the first topic that
        // uses it.
        private final Serializer<LabeledImage> serializer = format.serializer(LabeledImage.class);
        private long done;
        private int epoch;

        private TopicFiller(
                String topic, ImageLog log, DatasetIdentity identity, long done, Pace pace, LoadProgress.Stage stage) {
            this.topic = topic;
            this.log = log;
            this.identity = identity;
            this.done = done;
            this.pace = pace;
            this.stage = stage;
        }

        @Override
        public void accept(LabeledImage image) {
            if (image.getEpoch() != epoch) {
                epoch = image.getEpoch();
                pace.awaitEpoch(epoch);
                stage.detail("epoch " + epoch + "/" + log.epochs());
            }
            int partition = log.layout().partition(image.getPosition());
            long offset = log.layout().offset(new SamplePosition(image.getEpoch(), image.getPosition()));
            producer.sendTo(topic, partition, offset, serializer.serialize(topic, image), identity.headers());
            stage.reach(++done);
        }
    }
}
