/** What the tests of decoders need. */
package cutmix.mutations;
