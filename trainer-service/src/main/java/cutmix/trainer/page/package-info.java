/**
 * The live page: what the topics say about runs and the pipeline, as a stream of events for browsers. Nothing of it runs while no
 * browser is connected.
 */
package cutmix.trainer.page;
