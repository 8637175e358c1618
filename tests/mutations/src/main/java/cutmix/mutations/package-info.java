/** Test data for decoders. */
package cutmix.mutations;
