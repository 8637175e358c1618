/** How a process reports a failure and ends. */
package cutmix.schemas.failure;
