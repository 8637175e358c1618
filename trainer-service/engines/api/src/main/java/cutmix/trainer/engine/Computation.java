package cutmix.trainer.engine;

/**
 * How a library computes.
 *
 * @param recordsSteps whether the kernels of a step are recorded once and then launched together, where device and library can; the
 *     results are the same
 */
public record Computation(Precision precision, boolean recordsSteps) {}
