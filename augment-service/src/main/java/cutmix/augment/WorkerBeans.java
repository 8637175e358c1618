package cutmix.augment;

import cutmix.augment.health.ConsumerLiveness;
import cutmix.augment.health.WorkerHealth;
import cutmix.augment.limit.MixedTopicLimit;
import cutmix.augment.mixing.LastEpochs;
import cutmix.augment.mixing.MixingRecipe;
import cutmix.augment.progress.MixingProgress;
import cutmix.augment.settings.AugmentConfig;
import cutmix.augment.settings.WorkerConfig;
import cutmix.augment.topic.TopicPairLookup;
import cutmix.schemas.deadletter.DeadLetterTopic;
import cutmix.schemas.failure.FatalErrors;
import cutmix.schemas.kafka.Topics;
import cutmix.schemas.serde.RecordFormat;
import io.smallrye.common.annotation.Identifier;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.io.PrintStream;
import java.util.Map;

/** Produces the beans that are created from the configuration. */
@Singleton
class WorkerBeans {

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
    TopicPairLookup topicPairs(
            @Identifier("default-kafka-broker") Map<String, Object> clientConfig, Topics topics, WorkerConfig config) {
        return new TopicPairLookup(clientConfig, topics, config.brokerTimeout());
    }

    void close(@Disposes TopicPairLookup pairs) {
        pairs.close();
    }

    @Produces
    @Singleton
    MixedTopicLimit mixedTopicLimit(
            @Identifier("default-kafka-broker") Map<String, Object> clientConfig, Topics topics, WorkerConfig config) {
        return new MixedTopicLimit(clientConfig, topics, config.brokerTimeout());
    }

    /** Receives the worker's messages and its progress. */
    @Produces
    @Singleton
    PrintStream out() {
        return System.out;
    }

    @Produces
    @Singleton
    MixingProgress progress(PrintStream out, WorkerConfig config) {
        return new MixingProgress(out, config.progress(), System::nanoTime);
    }

    @Produces
    @Singleton
    WorkerHealth health(ConsumerLiveness liveness, WorkerConfig config) {
        return new WorkerHealth(liveness, config.health().pollLimit(), System::nanoTime);
    }

    @Produces
    @Singleton
    MixingRecipe recipe(AugmentConfig config) {
        return MixingRecipe.builder()
                .alpha(config.alpha())
                .mixupAlpha(config.mixupAlpha())
                .probability(config.probability())
                .mixupProbability(config.mixupProbability())
                .labelSmoothing(config.labelSmoothing())
                .offEpochs(LastEpochs.parse("cutmix.augment.off-epochs", config.offEpochs()))
                .blockSize(config.blockSize())
                .flipProbability(config.flipProbability())
                .cropPadding(config.cropPadding())
                .blockBytes(config.blockBytes())
                .build();
    }
}
