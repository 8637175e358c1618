/** Waiting for other processes, with messages for the user. */
package cutmix.schemas.waiting;
