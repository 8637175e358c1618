package cutmix.augment;

import cutmix.augment.topic.TopicPairs;
import cutmix.schemas.DeadLetterTopic;
import cutmix.schemas.ProgressForm;
import cutmix.schemas.RecordFormat;
import cutmix.schemas.Topics;
import cutmix.schemas.failure.FatalErrors;
import io.smallrye.common.annotation.Identifier;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Turns configuration into what the pure classes take. */
@Singleton
class Wiring {

    @Produces
    @Singleton
    FatalErrors fatalErrors() {
        return Main.fatalErrors();
    }

    @Produces
    @Singleton
    Topics topics(@ConfigProperty(name = "cutmix.topic-prefix") Optional<String> prefix) {
        return new Topics(prefix.orElse(""));
    }

    @Produces
    @Singleton
    RecordFormat format(@Identifier("default-kafka-broker") Map<String, Object> clientConfig) {
        return RecordFormat.of(clientConfig);
    }

    @Produces
    @Singleton
    DeadLetterTopic deadLetters(
            @Identifier("default-kafka-broker") Map<String, Object> clientConfig,
            Topics topics,
            @ConfigProperty(name = "cutmix.broker-timeout", defaultValue = "10s") Duration brokerTimeout) {
        return new DeadLetterTopic(clientConfig, topics, brokerTimeout);
    }

    void close(@Disposes DeadLetterTopic letters) {
        letters.close();
    }

    @Produces
    @Singleton
    TopicPairs topicPairs(
            @Identifier("default-kafka-broker") Map<String, Object> clientConfig,
            Topics topics,
            @ConfigProperty(name = "cutmix.broker-timeout", defaultValue = "10s") Duration brokerTimeout) {
        return new TopicPairs(clientConfig, topics, brokerTimeout);
    }

    void close(@Disposes TopicPairs pairs) {
        pairs.close();
    }

    @Produces
    @Singleton
    Progress progress(@ConfigProperty(name = "cutmix.progress", defaultValue = "lines") ProgressForm form) {
        return new Progress(System.out, form, System::nanoTime);
    }

    /**
     * @param pollLimit while partitions are assigned, a poll waits for the dataset's description for up to a minute
     */
    @Produces
    @Singleton
    WorkerHealth health(
            ConsumerPulse pulse,
            @ConfigProperty(name = "cutmix.health.poll-limit", defaultValue = "2m") Duration pollLimit) {
        return new WorkerHealth(pulse, pollLimit, System::nanoTime);
    }

    @Produces
    @Singleton
    MixingRecipe recipe(AugmentConfig config) {
        return new MixingRecipe(
                config.alpha(),
                config.mixupAlpha(),
                config.probability(),
                config.mixupProbability(),
                config.labelSmoothing(),
                LastEpochs.parse("cutmix.augment.off-epochs", config.offEpochs()),
                config.blockSize(),
                config.flipProbability(),
                config.cropPadding(),
                config.blockBytes());
    }
}
