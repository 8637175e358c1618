/**
 * The engine that uses LibTorch, PyTorch's library, through JavaCPP's bindings. Only this package names the bindings.
 */
package cutmix.trainer.libtorch;
