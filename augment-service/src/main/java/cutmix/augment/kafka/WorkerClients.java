package cutmix.augment.kafka;

import cutmix.augment.settings.WorkerConfig;
import cutmix.schemas.client.ClientSettings;
import cutmix.schemas.contract.EnvironmentVariables;
import cutmix.schemas.failure.DurationSetting;
import cutmix.schemas.waiting.StartWait;
import io.smallrye.common.annotation.Identifier;
import io.smallrye.reactive.messaging.kafka.KafkaClientService;
import jakarta.inject.Singleton;
import java.io.PrintStream;
import java.time.Duration;
import java.util.Map;

/**
 * Checks the settings of a worker's Kafka clients, and waits for the brokers. The channels create their clients later,
 * and cannot report an error then.
 */
@Singleton
public class WorkerClients {

    private final Map<String, Object> clientConfig;
    private final KafkaClientService channels;
    private final WorkerConfig config;
    private final PrintStream out;

    WorkerClients(
            @Identifier("default-kafka-broker") Map<String, Object> clientConfig,
            KafkaClientService channels,
            WorkerConfig config,
            PrintStream out) {
        this.clientConfig = clientConfig;
        this.channels = channels;
        this.config = config;
        this.out = out;
    }

    /**
     * @throws cutmix.schemas.failure.SettingException if a client would refuse them, or if the timeout is too short; names the
     *     setting
     */
    public void check() {
        DurationSetting.requireAtLeast(
                EnvironmentVariables.BROKER_TIMEOUT, config.brokerTimeout(), Duration.ofMillis(1));
        ClientSettings.check(clientConfig);
        ClientSettings.checkConsumer(channels.getConsumer(MixingChannel.TRAIN).configuration());
        ClientSettings.checkProducer(
                MixedBlocks.idempotent(channels.getProducer(MixedBlocks.CHANNEL).configuration()));
    }

    /**
     * Waits for the brokers and, if one is configured, the schema registry.
     *
     * @throws cutmix.schemas.failure.UserException if one does not answer in time
     */
    public void awaitServices() throws InterruptedException {
        new StartWait(clientConfig, config.brokerTimeout(), config.startTimeout(), out::println).await();
    }
}
