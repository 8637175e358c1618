/** Tests with real third-party programs, which they install below {@code target}. */
package cutmix.peers;
