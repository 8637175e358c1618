/**
 * A training run from start to end: the lease of the run, the decision to start or to resume, and the training itself.
 */
package cutmix.trainer.session;
