/** How every process of the project starts and ends, and what a parent and its child processes agree on. */
package cutmix.process;
