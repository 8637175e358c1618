/**
 * A residual network as a sequence of oneDNN primitives. Activations stay in the blocked layout that convolutions
 * prefer; normalization and ReLU are one pass, as are the residual sum and its ReLU. Parameters and gradients stay in
 * the caller's memory.
 */
package cutmix.trainer.onednn;
