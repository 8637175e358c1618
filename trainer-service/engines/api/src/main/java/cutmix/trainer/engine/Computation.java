package cutmix.trainer.engine;

/**
 * Numeric options of a library.
 *
 * @param recordsSteps whether the kernels of a step are recorded once and then launched together, if device and library
 * support it; the results are the same
 */
public record Computation(Precision precision, boolean recordsSteps) {}
