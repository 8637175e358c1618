/**
 * A residual network computed by oneDNN's primitives, one after the other, with nothing between them: activations stay in
 * the blocked layout that the convolutions like best, normalisation and ReLU are one pass, and so are the residual sum and its
 * ReLU. Parameters and gradients lie where the caller has them.
 */
package cutmix.trainer.onednn;
