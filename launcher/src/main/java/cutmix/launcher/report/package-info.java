/** The report of a run: the table of results and the HTML page with pictures. */
package cutmix.launcher.report;
