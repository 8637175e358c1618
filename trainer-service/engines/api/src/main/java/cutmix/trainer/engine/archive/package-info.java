/** Reads the entries of ZIP files. Callers limit the sizes, because the sizes that a file states may be wrong. */
package cutmix.trainer.engine.archive;
