/** Tests with real programs of other makers. They install what they need below {@code target}. */
package cutmix.peers;
