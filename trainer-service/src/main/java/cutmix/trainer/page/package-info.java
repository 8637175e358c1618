/**
 * The live page: the state of runs and the pipeline, read from the topics and sent to browsers as a stream of events.
 * The page reads nothing while no browser is connected.
 */
package cutmix.trainer.page;
