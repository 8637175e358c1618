/** Loading and thread settings that the native libraries of all engines share. */
package cutmix.trainer.engine.natives;
