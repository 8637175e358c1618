/**
 * The engine that uses Deeplearning4j. It computes a training step layer by layer or, on the CPU, as one fused step.
 */
package cutmix.trainer.dl4j;
