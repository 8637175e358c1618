package cutmix.trainer.stream;

import cutmix.schemas.DatasetInfo;
import cutmix.schemas.deadletter.DeadLetterTopic;
import cutmix.schemas.failure.UserException;
import cutmix.schemas.kafka.ReadToEnd;
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
 * The image topics of one dataset, as batches.
 *
 * @param clientConfig how to reach the brokers and, where there is one, the schema registry
 * @param buffer how much may be read ahead
 * @param brokerTimeout how long a broker may take to answer
 * @param skipBad whether records that cannot be read are left out, rather than end the reading
 * @param watch over the topics and their dataset
 */
public record ImageTopics(
        Map<String, Object> clientConfig,
        Topics topics,
        DatasetInfo info,
        ReadAhead buffer,
        Duration brokerTimeout,
        boolean skipBad,
        DatasetWatch watch) {

    /** Test images in a batch, and the bytes that they may take; up to about 75 x 75 pixels the number decides. */
    private static final int TEST_BATCH = 250;

    private static final int TEST_BATCH_BYTES = 4 << 20;

    private static final int TEST_READ_AHEAD = 16 << 20;

    private static final SamplePosition START = new SamplePosition(1, 0);

    /** The training samples of a path from a place in the order on, without end. */
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
     * The test images, in batches for evaluation. They stay in memory, one byte a value, where the read-ahead allows
     * that, and are read from their topic for each evaluation where they take more.
     *
     * @throws UserException if one cannot be read, unless that is allowed, or none can
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
                SampleConsumer.of(ReadToEnd.config(clientConfig), info.getPartitions()),
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
