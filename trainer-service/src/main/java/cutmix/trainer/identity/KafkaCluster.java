package cutmix.trainer.identity;

import cutmix.schemas.DatasetInfo;
import cutmix.schemas.client.ClientSettings;
import cutmix.schemas.description.DatasetInfoTopic;
import cutmix.schemas.failure.UserException;
import cutmix.schemas.kafka.BrokerFailure;
import cutmix.schemas.kafka.Topics;
import cutmix.schemas.serde.RecordFormat;
import cutmix.schemas.topic.TopicState;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.TimeoutException;

/** Queries the brokers. */
final class KafkaCluster implements WatchedCluster {

    private final Map<String, Object> clientConfig;
    private final Topics topics;
    private final Duration brokerTimeout;
    private final Admin admin;

    /**
     * @param clientConfig connection to the brokers
     * @param brokerTimeout how long to wait for an answer
     * @throws UserException if the configuration is invalid
     */
    KafkaCluster(Map<String, Object> clientConfig, Topics topics, Duration brokerTimeout) {
        this.clientConfig = clientConfig;
        this.topics = topics;
        this.brokerTimeout = brokerTimeout;
        try {
            admin = Admin.create(ClientSettings.answeredWithin(brokerTimeout, clientConfig));
        } catch (KafkaException e) {
            throw BrokerFailure.unusable(brokers(), e);
        }
    }

    @Override
    public Map<String, TopicState> topics(List<String> names) throws InterruptedException {
        return TopicState.of(names, admin);
    }

    @Override
    public Optional<DatasetInfo> dataset() {
        RecordFormat format = RecordFormat.of(clientConfig);
        try (DatasetInfoTopic topic = new DatasetInfoTopic(clientConfig, topics, brokerTimeout, format)) {
            return topic.newest();
        }
    }

    @Override
    public UserException failure(KafkaException cause) {
        return cause instanceof TimeoutException
                ? BrokerFailure.unanswered(brokers(), brokerTimeout, cause)
                : BrokerFailure.failed(brokers(), cause);
    }

    private Object brokers() {
        return clientConfig.get(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG);
    }

    @Override
    public void close() {
        admin.close(Duration.ZERO);
    }
}
