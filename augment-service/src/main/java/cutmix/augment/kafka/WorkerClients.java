package cutmix.augment.kafka;

import cutmix.augment.settings.WorkerConfig;
import cutmix.schemas.client.ClientSettings;
import cutmix.schemas.waiting.StartWait;
import io.smallrye.common.annotation.Identifier;
import io.smallrye.reactive.messaging.kafka.KafkaClientService;
import jakarta.inject.Singleton;
import java.util.Map;

/**
 * What a worker's Kafka clients need: settings that they accept, and brokers. Its channels make theirs late, and have nobody to
 * tell if they cannot.
 */
@Singleton
public class WorkerClients {

    private final Map<String, Object> clientConfig;
    private final KafkaClientService channels;
    private final WorkerConfig config;

    WorkerClients(
            @Identifier("default-kafka-broker") Map<String, Object> clientConfig,
            KafkaClientService channels,
            WorkerConfig config) {
        this.clientConfig = clientConfig;
        this.channels = channels;
        this.config = config;
    }

    /** @throws cutmix.schemas.failure.SettingException if a client would refuse them; names the setting */
    public void check() {
        ClientSettings.check(clientConfig);
        ClientSettings.checkConsumer(channels.getConsumer(MixingChannel.TRAIN).configuration());
        ClientSettings.checkProducer(
                MixedBlocks.idempotent(channels.getProducer(MixedBlocks.CHANNEL).configuration()));
    }

    /**
     * Waits for the brokers, and for the schema registry where there is one.
     *
     * @throws cutmix.schemas.failure.UserException if one does not answer in time
     */
    public void awaitServices() throws InterruptedException {
        new StartWait(clientConfig, config.brokerTimeout(), config.startTimeout(), System.out::println).await();
    }
}
