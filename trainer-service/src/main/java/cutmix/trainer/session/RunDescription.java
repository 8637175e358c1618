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
 * The options and the dataset of a run, which determine the setup of the engine, the identity of the run and its
 * initial weights.
 *
 * @param givenWeights the initial weights if a file has them; empty if they are drawn
 */
public record RunDescription(
        DatasetInfo dataset,
        TrainingPlan plan,
        NetworkShape network,
        Optional<NetworkWeights> givenWeights,
        EngineChoice engine) {

    /** Returns the setup of the engine. */
    public TrainingSetup setup() {
        return new TrainingSetup(network, plan.recipe(), plan.batchSize(), plan.allSteps());
    }

    /**
     * Returns all inputs that determine the weights of the run. The number of steps is one only if the learning rate
     * follows a schedule.
     */
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

    /** Returns the weights before the first step. */
    public NetworkWeights initialWeights() {
        return givenWeights.orElseGet(() -> InitialWeights.draw(network, plan.seed()));
    }
}
