/** The network computed by LibTorch, PyTorch's library, by way of JavaCPP's bindings. Nothing else names them. */
package cutmix.trainer.libtorch;
