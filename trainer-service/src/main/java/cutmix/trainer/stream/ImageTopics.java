package cutmix.trainer.stream;

import cutmix.schemas.DatasetInfo;
import cutmix.schemas.deadletter.DeadLetterTopic;
import cutmix.schemas.failure.UserException;
import cutmix.schemas.kafka.Topics;
import cutmix.schemas.order.EpochLayout;
import cutmix.schemas.order.SamplePosition;
import cutmix.schemas.serde.RecordFormat;
import cutmix.trainer.engine.Batch;
import cutmix.trainer.identity.DatasetWatch;
import cutmix.trainer.stream.order.BadRecords;
import cutmix.trainer.stream.order.OrderedSamples;
import cutmix.trainer.stream.order.ReadAhead;
import cutmix.trainer.stream.order.SampleConsumer;
import cutmix.trainer.stream.order.SampleDecoder;
import cutmix.trainer.stream.order.StrictOrder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/**
 * The image topics of one dataset, read as batches.
 *
 * @param clientConfig connection to the brokers and the optional schema registry
 * @param buffer limits of the read-ahead
 * @param brokerTimeout how long a broker may take to answer
 * @param skipBad whether unreadable records are skipped; otherwise they end the reading
 * @param watch checks the topics and their dataset
 */
public record ImageTopics(
        Map<String, Object> clientConfig,
        Topics topics,
        DatasetInfo info,
        ReadAhead buffer,
        Duration brokerTimeout,
        boolean skipBad,
        DatasetWatch watch) {

    /** Number of test images in a batch, and limit on their bytes. The number decides up to about 75 x 75 pixels. */
    private static final int TEST_BATCH = 250;

    private static final int TEST_BATCH_BYTES = 4 << 20;

    private static final int TEST_READ_AHEAD = 16 << 20;

    private static final SamplePosition START = new SamplePosition(1, 0);

    public static ImageTopicsBuilder builder() {
        return new ImageTopicsBuilder();
    }

    /** Returns the endless stream of a path's training samples from a position. */
    public BatchStream training(DataPath path, SamplePosition first, int batchSize) {
        BatchAssembler assembler = new BatchAssembler(info, info.getTrainSize(), batchSize);
        OrderedSamples samples = new OrderedSamples(
                SampleConsumer.of(clientConfig, info.getPartitions()),
                path.topic(topics),
                path.order(info, first),
                path.decoder(info, RecordFormat.of(clientConfig)),
                badRecords(at -> true),
                buffer,
                watch,
                System::nanoTime);
        return new BatchStream(samples, assembler, buffer.batchesOf(assembler.bytes()), path.label() + "-batches");
    }

    /**
     * Returns the test images in batches. They stay in memory, one byte a value, if the limit allows it; otherwise each
     * evaluation reads them again from their topic.
     *
     * @throws UserException if all images are unreadable, or one is and unreadable records are not skipped
     */
    public TestBatches test() throws InterruptedException {
        if (info.getTestSize() == 0) {
            throw new UserException("topic " + topics.datasetInfo()
                    + " describes a dataset without test images: delete the" + " topics and load again");
        }
        long sample = SampleSize.of(info).bytes();
        int batchSize = (int) Math.max(1, Math.min(TEST_BATCH, TEST_BATCH_BYTES / sample));
        int batches = (int) ((info.getTestSize() + batchSize - 1L) / batchSize);
        Set<SamplePosition> bad = new HashSet<>();
        TestTopicReader reading =
                new TestTopicReader(topics.testImages(), batches, () -> testStream(batchSize, badRecords(bad::add)));
        if (info.getTestSize() * sample > buffer.testBytes()) {
            return new StreamedTestBatches(reading);
        }
        List<Batch> held = new ArrayList<>();
        reading.read(held::add);
        return held::forEach;
    }

    private BatchStream testStream(int batchSize, BadRecords badRecords) {
        BatchAssembler assembler = new BatchAssembler(info, info.getTestSize(), batchSize);
        ReadAhead ahead = buffer.atMost(TEST_READ_AHEAD);
        OrderedSamples samples = new OrderedSamples(
                SampleConsumer.closingAtOnce(clientConfig, info.getPartitions()),
                topics.testImages(),
                StrictOrder.exact(EpochLayout.ofTest(info), START),
                SampleDecoder.plain(info, EpochLayout.ofTest(info), RecordFormat.of(clientConfig)),
                badRecords,
                ahead,
                watch,
                System::nanoTime);
        return new BatchStream(samples, assembler, ahead.batchesOf(assembler.bytes()), "test-batches");
    }

    private BadRecords badRecords(Predicate<SamplePosition> isNew) {
        return new BadRecords(new DeadLetterTopic(clientConfig, topics, brokerTimeout), skipBad, isNew);
    }
}
