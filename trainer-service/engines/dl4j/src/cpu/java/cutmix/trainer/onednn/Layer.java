package cutmix.trainer.onednn;

/** A part of a network in training. */
interface Layer {

    /** From the activations of the input to those of the output. */
    void forward();

    /** From the gradient of the output to those of the parameters and of the input; after {@link #forward}. */
    void backward();
}
