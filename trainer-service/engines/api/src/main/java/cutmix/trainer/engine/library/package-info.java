/** Finds and loads engines. An engine in a folder of its own has its own class loader. */
package cutmix.trainer.engine.library;
