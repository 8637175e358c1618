/** Reads and writes weights in the format safetensors, from untrusted bytes. */
package cutmix.trainer.engine.safetensors;
