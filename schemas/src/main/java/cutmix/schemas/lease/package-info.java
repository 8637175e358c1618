/** Ensures that a topic has at most one writer at a time: the owner of a partition in a consumer group. */
package cutmix.schemas.lease;
