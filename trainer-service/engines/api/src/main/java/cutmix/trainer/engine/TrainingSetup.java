package cutmix.trainer.engine;

import cutmix.trainer.engine.network.NetworkShape;
import cutmix.trainer.engine.network.PixelScale;

/**
 * The network, recipe, batch size and length of a training run.
 *
 * @param batchSize samples in a step
 * @param steps number of steps in all epochs; a learning rate schedule depends on it
 */
public record TrainingSetup(NetworkShape network, Recipe recipe, int batchSize, int steps) {

    /** Returns the setup of a network that is not trained further. */
    public static TrainingSetup finished(NetworkShape network, Recipe recipe) {
        return new TrainingSetup(network, recipe, 1, 1);
    }

    /** Returns the same setup for another network. */
    public TrainingSetup of(NetworkShape other) {
        return new TrainingSetup(other, recipe, batchSize, steps);
    }

    /** Returns the scaling of pixels for this network. */
    public PixelScale pixels() {
        return recipe.pixels(network.input().channels());
    }

    /**
     * Returns the learning rate of a step.
     *
     * @param step counted from 0
     */
    public double learningRate(long step) {
        return recipe.optimizer().rate(step, batchSize, steps);
    }
}
