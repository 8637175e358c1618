package cutmix.augment.limit;

import cutmix.process.OrderlyStop;
import cutmix.schemas.DatasetInfo;
import cutmix.schemas.client.ClientSettings;
import cutmix.schemas.failure.UserException;
import cutmix.schemas.kafka.BrokerFailure;
import cutmix.schemas.kafka.Topics;
import cutmix.schemas.size.RecordLimits;
import cutmix.schemas.size.RecordSize;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.TimeoutException;

/**
 * Checks that the mixed topic accepts records as large as the mixed images of a dataset. Otherwise a producer would
 * retry refused batches until its timeout, and report only the timeout.
 */
public final class MixedTopicLimit {

    private static final Duration MAX_WAIT = Duration.ofMinutes(1);

    private final Map<String, Object> clientConfig;
    private final Topics topics;
    private final Duration brokerTimeout;

    /** @param brokerTimeout timeout of a request to a broker */
    public MixedTopicLimit(Map<String, Object> clientConfig, Topics topics, Duration brokerTimeout) {
        this.clientConfig = clientConfig;
        this.topics = topics;
        this.brokerTimeout = brokerTimeout;
    }

    /**
     * Checks the limit. Retries for up to a minute while no broker answers, because a broker has recently returned the
     * dataset's description.
     *
     * @throws UserException if the topic's limit is too small; the message names the topic, the setting and the remedy
     */
    public void check(DatasetInfo dataset) {
        Instant deadline = Instant.now().plus(MAX_WAIT);
        while (true) {
            try {
                checkOnce(dataset);
                return;
            } catch (UserException e) {
                boolean unanswered = e.getCause() instanceof TimeoutException;
                if (!unanswered || OrderlyStop.isUnderWay() || Instant.now().isAfter(deadline)) {
                    throw e;
                }
            }
        }
    }

    private void checkOnce(DatasetInfo dataset) {
        RecordSize size = new RecordSize(
                dataset.getHeight() * dataset.getWidth() * dataset.getChannels(),
                dataset.getClassNames().size());
        String topic = topics.mixedImages();
        Object brokers = clientConfig.get(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG);
        try (Admin admin = admin()) {
            new RecordLimits(Map.of(topic, RecordSize.batch(size.mixed())))
                    .check(admin, List.of(topic), brokers, brokerTimeout);
        } catch (KafkaException e) {
            throw BrokerFailure.unusable(brokers, e);
        }
    }

    private Admin admin() {
        return Admin.create(ClientSettings.answeredWithin(brokerTimeout, clientConfig));
    }
}
