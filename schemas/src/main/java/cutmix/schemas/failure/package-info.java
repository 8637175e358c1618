/** How a process ends when it cannot go on. */
package cutmix.schemas.failure;
