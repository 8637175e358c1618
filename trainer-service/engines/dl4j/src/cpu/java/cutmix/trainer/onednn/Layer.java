package cutmix.trainer.onednn;

/** A part of a network in training. */
interface Layer {

    /** Computes the activations of the output from those of the input. */
    void forward();

    /**
     * Computes the gradients of the parameters and of the input from that of the output; call it after {@link
     * #forward}.
     */
    void backward();
}
