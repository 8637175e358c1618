/**
 * The form of networks: layers, weights and their names, initial weights, and the scale of pixels. All engines share
 * it.
 */
package cutmix.trainer.engine.network;
