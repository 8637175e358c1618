package cutmix.trainer.session;

import cutmix.schemas.DatasetInfo;
import cutmix.trainer.checkpoint.RunIdentity;
import cutmix.trainer.engine.TrainingSetup;
import cutmix.trainer.engine.network.InitialWeights;
import cutmix.trainer.engine.network.NetworkShape;
import cutmix.trainer.engine.network.NetworkWeights;
import cutmix.trainer.engines.EngineChoice;
import cutmix.trainer.training.TrainingPlan;
import java.util.Optional;

/**
 * A run as its options and its dataset describe it. The engine's setup, the run's identity and its initial weights follow from it.
 *
 * @param givenWeights the initial weights if a file has them; empty if they are drawn
 */
public record RunDescription(
        DatasetInfo dataset,
        TrainingPlan plan,
        NetworkShape network,
        Optional<NetworkWeights> givenWeights,
        EngineChoice engine) {

    /** How an engine trains the network. */
    public TrainingSetup setup() {
        return new TrainingSetup(network, plan.recipe(), plan.batchSize(), plan.allSteps());
    }

    /** Everything that the weights of the run follow from. Only a scheduled learning rate depends on the number of steps. */
    public RunIdentity identity() {
        return RunIdentity.builder()
                .dataset(dataset.getFingerprint())
                .order(dataset.getSeed())
                .path(plan.path().label())
                .recipe(plan.recipe().label())
                .depth(network.depth())
                .batchSize(plan.batchSize())
                .seed(plan.seed())
                .weights(givenWeights.map(NetworkWeights::fingerprint).orElse(""))
                .engine(engine.identity())
                .steps(plan.recipe().optimizer().isScheduled() ? plan.allSteps() : 0)
                .build();
    }

    /** The weights before the first step. */
    public NetworkWeights initialWeights() {
        return givenWeights.orElseGet(() -> InitialWeights.draw(network, plan.seed()));
    }
}
