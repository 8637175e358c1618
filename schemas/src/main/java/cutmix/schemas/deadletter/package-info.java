/** Stores records that a service could not read in the dead letter topic. */
package cutmix.schemas.deadletter;
