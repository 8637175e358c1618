/** Runs services and reads topics, for the tests of several modules. */
package cutmix.support;
