package cutmix.augment.mixing;

/** Builds a {@link MixingRecipe} from named settings. The defaults are the settings of the Keras example. */
public final class MixingRecipeBuilder {
    private double alpha = 0.25;
    private double mixupAlpha = 0.2;
    private double probability = 1;
    private double mixupProbability;
    private double labelSmoothing;
    private LastEpochs offEpochs = LastEpochs.NONE;
    private int blockSize = 512;
    private double flipProbability;
    private int cropPadding;
    /** Enough for 682 images of 32 x 32 pixels, or 13 of 224 x 224. */
    private int blockBytes = 2 << 20;

    MixingRecipeBuilder() {}

    public MixingRecipeBuilder alpha(double value) {
        alpha = value;
        return this;
    }

    public MixingRecipeBuilder mixupAlpha(double value) {
        mixupAlpha = value;
        return this;
    }

    public MixingRecipeBuilder probability(double value) {
        probability = value;
        return this;
    }

    public MixingRecipeBuilder mixupProbability(double value) {
        mixupProbability = value;
        return this;
    }

    public MixingRecipeBuilder labelSmoothing(double value) {
        labelSmoothing = value;
        return this;
    }

    public MixingRecipeBuilder offEpochs(LastEpochs value) {
        offEpochs = value;
        return this;
    }

    public MixingRecipeBuilder blockSize(int value) {
        blockSize = value;
        return this;
    }

    public MixingRecipeBuilder flipProbability(double value) {
        flipProbability = value;
        return this;
    }

    public MixingRecipeBuilder cropPadding(int value) {
        cropPadding = value;
        return this;
    }

    public MixingRecipeBuilder blockBytes(int value) {
        blockBytes = value;
        return this;
    }

    public MixingRecipe build() {
        return new MixingRecipe(
                alpha,
                mixupAlpha,
                probability,
                mixupProbability,
                labelSmoothing,
                offEpochs,
                blockSize,
                flipProbability,
                cropPadding,
                blockBytes);
    }
}
