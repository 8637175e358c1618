/** Pictures of samples and results, drawn from plain values: no broker, no files but those that are written. */
package cutmix.launcher.picture;
