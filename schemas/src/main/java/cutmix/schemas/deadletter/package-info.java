/** Keeps records that no service could read. */
package cutmix.schemas.deadletter;
