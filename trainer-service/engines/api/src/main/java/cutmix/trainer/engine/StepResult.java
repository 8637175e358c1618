package cutmix.trainer.engine;

/**
 * The result of one step.
 *
 * @param loss mean cross-entropy of the batch, including the regularization term
 * @param correct number of samples whose most likely class is the heaviest class of the soft label
 * @param size number of samples in the batch
 */
public record StepResult(double loss, int correct, int size) {}
