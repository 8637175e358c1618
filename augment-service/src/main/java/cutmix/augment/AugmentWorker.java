package cutmix.augment;

import cutmix.augment.group.WorkerGroup;
import cutmix.augment.health.WorkerHealth;
import cutmix.augment.kafka.CurrentDataset;
import cutmix.augment.kafka.MixingChannel;
import cutmix.augment.kafka.MixingRestart;
import cutmix.augment.kafka.WorkerClients;
import cutmix.augment.kafka.WorkerFailure;
import cutmix.augment.limit.MixedTopicLimit;
import cutmix.augment.mixing.MixingRecipe;
import cutmix.process.OrderlyStop;
import cutmix.schemas.DatasetInfo;
import cutmix.schemas.kafka.Topics;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.QuarkusApplication;
import io.smallrye.reactive.messaging.ChannelRegistry;
import jakarta.inject.Singleton;
import java.io.PrintStream;
import java.util.Locale;
import java.util.Optional;

/** Runs a worker: waits for the loader, then mixes images until the worker is stopped. */
@Singleton
class AugmentWorker implements QuarkusApplication {

    private final MixingRecipe recipe;
    private final Topics topics;
    private final CurrentDataset currentDataset;
    private final MixedTopicLimit mixedTopicLimit;
    private final ChannelRegistry channels;
    private final ProgressLines progressLines;
    private final WorkerHealth health;
    private final MixingRestart restart;
    private final WorkerClients clients;
    private final WorkerGroup group;
    private final WorkerFailure failure;
    private final PrintStream out;

    AugmentWorker(
            MixingRecipe recipe,
            Topics topics,
            CurrentDataset currentDataset,
            MixedTopicLimit mixedTopicLimit,
            ChannelRegistry channels,
            ProgressLines progressLines,
            WorkerHealth health,
            MixingRestart restart,
            WorkerClients clients,
            WorkerGroup group,
            WorkerFailure failure,
            PrintStream out) {
        this.recipe = recipe;
        this.topics = topics;
        this.currentDataset = currentDataset;
        this.mixedTopicLimit = mixedTopicLimit;
        this.channels = channels;
        this.progressLines = progressLines;
        this.health = health;
        this.restart = restart;
        this.clients = clients;
        this.group = group;
        this.failure = failure;
        this.out = out;
    }

    @Override
    public int run(String... arguments) throws InterruptedException {
        if (OrderlyStop.isUnderWay()) {
            return OrderlyStop.EXIT_CODE;
        }
        out.printf(
                Locale.ROOT,
                "Augment worker: %s, from %s to %s%n",
                recipe.describe(),
                topics.trainImages(),
                topics.mixedImages());
        clients.check();
        clients.awaitServices();
        Optional<DatasetInfo> described = currentDataset.peek();
        if (described.isEmpty()) {
            out.println("Waiting for the loader");
        }
        mixedTopicLimit.check(described.isPresent() ? described.get() : currentDataset.await());
        progressLines.start();
        health.joins(group.sessionTimeout());
        group.reportLoss(failure::report);
        channels.getPausable(MixingChannel.TRAIN).resume();
        restart.start();
        Quarkus.waitForExit();
        return 0;
    }
}
