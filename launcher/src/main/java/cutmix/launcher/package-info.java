/** The launcher: a broker and all services as child processes of one command. */
package cutmix.launcher;
