/** What tests of several modules need to run the services and to read their topics. */
package cutmix.support;
