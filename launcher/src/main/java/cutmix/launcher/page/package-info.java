/** The address of the live page, and the browser that opens it. */
package cutmix.launcher.page;
