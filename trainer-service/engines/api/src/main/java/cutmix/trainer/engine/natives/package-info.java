/** What the native libraries of all engines have in common: how they are loaded, and how their threads are set. */
package cutmix.trainer.engine.natives;
