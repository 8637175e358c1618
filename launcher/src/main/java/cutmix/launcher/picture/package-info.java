/** Pictures of samples and results, drawn from plain values without a broker. */
package cutmix.launcher.picture;
