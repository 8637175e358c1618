package cutmix.trainer.onednn;

/**
 * The options of batch normalization.
 *
 * @param momentum m in running ← m·running + (1 − m)·batch, for the statistics
 * @param epsilon added to the variance
 */
public record Normalization(double momentum, double epsilon) {}
