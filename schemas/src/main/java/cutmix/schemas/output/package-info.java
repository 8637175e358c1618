/** The output of a process, as lines or as JSON. */
package cutmix.schemas.output;
