/** A dataset of drawn images. */
package cutmix.loader.sample;
