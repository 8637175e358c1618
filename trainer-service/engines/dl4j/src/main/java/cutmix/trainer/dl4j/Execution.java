package cutmix.trainer.dl4j;

/** How a network is computed. The results differ only in the last digits. */
public enum Execution {
    /** One sequence of oneDNN primitives, if the device supports it. */
    FUSED,
    /** Layer by layer, with Deeplearning4j's own layers. */
    LAYERS
}
