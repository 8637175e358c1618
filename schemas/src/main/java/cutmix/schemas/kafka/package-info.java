/** The topic names of a pipeline, consumers without a group, and broker failures. */
package cutmix.schemas.kafka;
