package cutmix.trainer.dl4j;

/** How a network is computed; the results are the same but for the last digits. */
public enum Execution {
    /** In one sequence of oneDNN's primitives, where the device has it. */
    FUSED,
    /** Layer after layer, as Deeplearning4j does it. */
    LAYERS
}
