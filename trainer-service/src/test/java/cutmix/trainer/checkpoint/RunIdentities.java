package cutmix.trainer.checkpoint;

/** The identity of a run, for tests that change a part of it. */
public final class RunIdentities {

    private RunIdentities() {}

    /**
     * Returns the identity of a run with the dataset ab, the path cutmix, the Keras recipe, 20 layers, batches of 32,
     * seed 42, and Deeplearning4j.
     */
    public static RunIdentityBuilder cutmix() {
        return RunIdentity.builder()
                .dataset("ab")
                .order(1)
                .path("cutmix")
                .recipe("keras")
                .depth(20)
                .batchSize(32)
                .seed(42)
                .engine("dl4j");
    }
}
