/** A dataset that is drawn rather than read. */
package cutmix.loader.sample;
