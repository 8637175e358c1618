/** The built programs: where they are, which commit they come from, and how the services of a run are started. */
package cutmix.launcher.installation;
