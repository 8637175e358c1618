/** Executes the plan of a run: starts the broker and the services, follows the training, and stops the processes. */
package cutmix.launcher.run;
