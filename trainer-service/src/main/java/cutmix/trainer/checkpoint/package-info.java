/** Checkpoints, from which a stopped or killed run resumes exactly. */
package cutmix.trainer.checkpoint;
