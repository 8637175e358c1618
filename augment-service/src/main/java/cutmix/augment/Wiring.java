package cutmix.augment;

import cutmix.augment.limit.MixedTopicLimit;
import cutmix.augment.topic.TopicPairs;
import cutmix.schemas.DeadLetterTopic;
import cutmix.schemas.RecordFormat;
import cutmix.schemas.Topics;
import cutmix.schemas.failure.FatalErrors;
import io.smallrye.common.annotation.Identifier;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.Map;

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
    Topics topics(WorkerConfig config) {
        return Topics.configured(config.topicPrefix());
    }

    @Produces
    @Singleton
    RecordFormat format(@Identifier("default-kafka-broker") Map<String, Object> clientConfig) {
        return RecordFormat.of(clientConfig);
    }

    @Produces
    @Singleton
    DeadLetterTopic deadLetters(
            @Identifier("default-kafka-broker") Map<String, Object> clientConfig, Topics topics, WorkerConfig config) {
        return new DeadLetterTopic(clientConfig, topics, config.brokerTimeout());
    }

    void close(@Disposes DeadLetterTopic letters) {
        letters.close();
    }

    @Produces
    @Singleton
    TopicPairs topicPairs(
            @Identifier("default-kafka-broker") Map<String, Object> clientConfig, Topics topics, WorkerConfig config) {
        return new TopicPairs(clientConfig, topics, config.brokerTimeout());
    }

    void close(@Disposes TopicPairs pairs) {
        pairs.close();
    }

    @Produces
    @Singleton
    MixedTopicLimit mixedTopicLimit(
            @Identifier("default-kafka-broker") Map<String, Object> clientConfig, Topics topics, WorkerConfig config) {
        return new MixedTopicLimit(clientConfig, topics, config.brokerTimeout());
    }

    @Produces
    @Singleton
    Progress progress(WorkerConfig config) {
        return new Progress(System.out, config.progress(), System::nanoTime);
    }

    @Produces
    @Singleton
    WorkerHealth health(ConsumerPulse pulse, WorkerConfig config) {
        return new WorkerHealth(pulse, config.health().pollLimit(), System::nanoTime);
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
