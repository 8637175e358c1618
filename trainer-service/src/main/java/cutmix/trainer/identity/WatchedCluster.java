package cutmix.trainer.identity;

import cutmix.schemas.DatasetInfo;
import cutmix.schemas.failure.UserException;
import cutmix.schemas.topic.TopicState;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.KafkaException;

/** What a watch asks. */
interface WatchedCluster extends AutoCloseable {

    /**
     * Those of the topics that exist.
     *
     * @throws KafkaException if the brokers do not answer in time, or refuse to
     */
    Map<String, TopicState> topics(List<String> names) throws InterruptedException;

    /**
     * The newest description; none where there is none.
     *
     * @throws UserException if the brokers do not answer, or it cannot be read
     */
    Optional<DatasetInfo> dataset();

    /** A failure of {@link #topics} for the user. */
    UserException failure(KafkaException cause);

    @Override
    void close();
}
