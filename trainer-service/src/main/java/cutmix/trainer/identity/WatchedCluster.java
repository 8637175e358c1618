package cutmix.trainer.identity;

import cutmix.schemas.DatasetInfo;
import cutmix.schemas.failure.UserException;
import cutmix.schemas.topic.TopicState;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.KafkaException;

/** The queries of a {@link KafkaDatasetWatch}. */
interface WatchedCluster extends AutoCloseable {

    /**
     * Returns the topics that exist.
     *
     * @throws KafkaException if the brokers do not answer in time, or reject the request
     */
    Map<String, TopicState> topics(List<String> names) throws InterruptedException;

    /**
     * Returns the newest dataset description, if there is one.
     *
     * @throws UserException if the brokers do not answer, or the description cannot be read
     */
    Optional<DatasetInfo> dataset();

    /** Converts a failure of {@link #topics} for the user. */
    UserException failure(KafkaException cause);

    @Override
    void close();
}
