package cutmix.trainer.onednn;

/**
 * How batch normalisation computes.
 *
 * @param momentum m in running ← m·running + (1 − m)·batch, of the statistics
 * @param epsilon added to the variance
 */
public record Normalisation(double momentum, double epsilon) {}
