package cutmix.trainer.engine;

/**
 * What one batch came to.
 *
 * @param loss mean cross-entropy of the batch, with the regularisation term
 * @param hits samples whose most likely class is the heaviest of the soft label
 * @param size samples in the batch
 */
public record StepResult(double loss, int hits, int size) {}
