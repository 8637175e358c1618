/** Tells the user how far a long piece of work has come. */
package cutmix.loader.progress;
