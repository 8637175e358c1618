/**
 * LibTorch's tensors: their memory, their conversion from and to arrays, and the parameters of a network as one vector.
 */
package cutmix.trainer.libtorch.tensor;
