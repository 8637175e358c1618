/** How processes wait for others, and tell their user what they wait for. */
package cutmix.schemas.waiting;
