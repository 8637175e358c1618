package cutmix.schemas.waiting;

import cutmix.schemas.client.ClientSettings;
import cutmix.schemas.failure.SettingException;
import cutmix.schemas.failure.UserException;
import cutmix.schemas.kafka.BrokerFailure;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.errors.RetriableException;

/**
 * The Kafka brokers that a service needs.
 *
 * @param timeout how long the brokers may take to answer one request
 * @param maxWait how long the service waits in total, for the message
 */
record RequiredBrokers(Map<String, Object> clientConfig, Duration timeout, Duration maxWait)
        implements RequiredService {

    private static final long TICK_MILLIS = 200;

    @Override
    public String name() {
        return "Kafka at " + address();
    }

    @Override
    public Optional<UserException> missing(Runnable meanwhile) throws InterruptedException {
        Admin admin;
        try {
            admin = Admin.create(ClientSettings.answeredWithin(timeout, clientConfig));
        } catch (KafkaException e) {
            UserException unusable = BrokerFailure.unusable(address(), e);
            if (unusable instanceof SettingException) {
                throw unusable;
            }
            return Optional.of(unusable); // The host name has no address; it may get one when the host starts.
        }
        try {
            await(admin.describeCluster().nodes(), meanwhile);
            return Optional.empty();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RetriableException) {
                return Optional.of(BrokerFailure.unanswered(address(), maxWait, e.getCause()));
            }
            throw BrokerFailure.of(address(), maxWait, e.getCause());
        } finally {
            admin.close(Duration.ZERO);
        }
    }

    private static void await(KafkaFuture<?> answer, Runnable meanwhile)
            throws InterruptedException, ExecutionException {
        while (true) {
            try {
                answer.get(TICK_MILLIS, TimeUnit.MILLISECONDS);
                return;
            } catch (TimeoutException e) {
                meanwhile.run();
            }
        }
    }

    private Object address() {
        return clientConfig.get(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG);
    }
}
