/** What a run needs to go on exactly where it was stopped or killed. */
package cutmix.trainer.checkpoint;
