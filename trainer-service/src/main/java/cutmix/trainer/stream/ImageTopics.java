package cutmix.trainer.stream;

import cutmix.schemas.DatasetInfo;
import cutmix.schemas.DeadLetterTopic;
import cutmix.schemas.EpochLayout;
import cutmix.schemas.ReadToEnd;
import cutmix.schemas.RecordFormat;
import cutmix.schemas.SamplePosition;
import cutmix.schemas.Topics;
import cutmix.schemas.UserException;
import cutmix.trainer.engine.Batch;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The image topics of one dataset, as batches.
 *
 * @param clientConfig how to reach the brokers and, where there is one, the schema registry
 * @param buffer how much may be read ahead
 * @param brokerTimeout how long a broker may take to answer
 * @param skipBad whether records that cannot be read are left out, rather than end the reading
 */
public record ImageTopics(
        Map<String, Object> clientConfig,
        Topics topics,
        DatasetInfo info,
        ReadAhead buffer,
        Duration brokerTimeout,
        boolean skipBad) {

    private static final int TEST_BATCH = 250;
    private static final SamplePosition START = new SamplePosition(1, 0);

    /** The training samples of a path from a place in the order on, without end. */
    public BatchStream training(DataPath path, SamplePosition first, int batchSize) {
        OrderedSamples samples = new OrderedSamples(
                OrderedSamples.consumer(clientConfig),
                path.topic(topics),
                EpochLayout.ofTraining(info),
                first,
                path.decoder(info, RecordFormat.of(clientConfig)),
                badRecords(),
                buffer.samplesPerPartition());
        BatchAssembler assembler = new BatchAssembler(info, info.getTrainSize(), batchSize);
        return new BatchStream(samples, assembler, buffer.batches(), path.label() + "-batches");
    }

    /**
     * All test images, in batches for evaluation; they stay in memory, one byte a value.
     *
     * @throws UserException if one cannot be read, unless that is allowed, or none can
     */
    public List<Batch> test() {
        BatchAssembler assembler = new BatchAssembler(info, info.getTestSize(), TEST_BATCH);
        List<Batch> batches = new ArrayList<>();
        try (OrderedSamples samples = new OrderedSamples(
                OrderedSamples.consumer(ReadToEnd.config(clientConfig)),
                topics.testImages(),
                EpochLayout.ofTest(info),
                START,
                SampleDecoder.plain(info, EpochLayout.ofTest(info), RecordFormat.of(clientConfig)),
                badRecords(),
                buffer.samplesPerPartition())) {
            for (int read = 0; read < info.getTestSize(); read += TEST_BATCH) {
                assembler.assemble(samples::next).batch().ifPresent(batches::add);
            }
        }
        if (batches.isEmpty()) {
            throw new UserException(
                    "topic " + topics.testImages() + ": no image can be read; delete the topics and load again");
        }
        return batches;
    }

    private BadRecords badRecords() {
        return new BadRecords(new DeadLetterTopic(clientConfig, topics, brokerTimeout), skipBad);
    }
}
