package cutmix.trainer;

import cutmix.schemas.DatasetInfo;
import cutmix.schemas.DatasetInfoTopic;
import cutmix.schemas.ProgressForm;
import cutmix.schemas.RecordFormat;
import cutmix.schemas.Topics;
import cutmix.trainer.stream.ImageTopics;
import cutmix.trainer.stream.ReadAhead;
import io.smallrye.common.annotation.Identifier;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.Optional;

/** The topics that this trainer reads, as configured. */
@ApplicationScoped
class Pipeline {

    private final TrainerConfig config;
    private final Map<String, Object> clientConfig;

    Pipeline(TrainerConfig config, @Identifier("default-kafka-broker") Map<String, Object> clientConfig) {
        this.config = config;
        this.clientConfig = clientConfig;
    }

    Topics topics() {
        return new Topics(config.topicPrefix().orElse(""));
    }

    ProgressForm progress() {
        return config.progress();
    }

    /**
     * The metrics topic.
     *
     * @throws cutmix.schemas.UserException if no broker answers, or there is no such topic
     */
    MetricsReader metrics() {
        return new MetricsReader(clientConfig, topics().metrics(), config.brokerTimeout());
    }

    /** The steps topic, to write to. */
    StepsTopic steps() {
        return new StepsTopic(clientConfig, topics().steps());
    }

    /**
     * The images, once the loader has described them.
     *
     * @param skipBad whether records that cannot be read are left out, rather than end the reading
     * @throws cutmix.schemas.UserException if no broker answers, or the loader does not come
     */
    ImageTopics images(boolean skipBad) throws InterruptedException {
        RecordFormat format = RecordFormat.of(clientConfig);
        try (DatasetInfoTopic topic = new DatasetInfoTopic(clientConfig, topics(), config.brokerTimeout(), format)) {
            // Brokers that do not answer at first are most likely not there; later, they are waited for.
            Optional<DatasetInfo> held = topic.newest();
            DatasetInfo info = held.isPresent() ? held.get() : topic.await(config.datasetTimeout());
            ReadAhead buffer = new ReadAhead(
                    config.trainer().samplesPerPartition(),
                    config.trainer().batchesAhead(),
                    config.trainer().readAheadBytes(),
                    config.trainer().testBytes());
            return new ImageTopics(clientConfig, topics(), info, buffer, config.brokerTimeout(), skipBad);
        }
    }
}
