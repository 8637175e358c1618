package cutmix.trainer.engine;

import cutmix.trainer.engine.network.NetworkShape;
import cutmix.trainer.engine.network.PixelScale;

/**
 * What is trained, how, and for how long.
 *
 * @param batchSize samples a step
 * @param steps from the first to the last, of all epochs: a schedule of the learning rate follows from it
 */
public record TrainingSetup(NetworkShape network, Recipe recipe, int batchSize, int steps) {

    /** Of a network that is trained no further. */
    public static TrainingSetup finished(NetworkShape network, Recipe recipe) {
        return new TrainingSetup(network, recipe, 1, 1);
    }

    /** The same for another network. */
    public TrainingSetup of(NetworkShape other) {
        return new TrainingSetup(other, recipe, batchSize, steps);
    }

    /** What the network takes for a pixel. */
    public PixelScale pixels() {
        return recipe.pixels(network.input().channels());
    }

    /**
     * The learning rate of a step.
     *
     * @param step counted from 0
     */
    public double learningRate(long step) {
        return recipe.optimizer().rate(step, batchSize, steps);
    }
}
