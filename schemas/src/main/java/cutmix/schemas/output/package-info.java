/** What a process prints, as lines or as JSON. */
package cutmix.schemas.output;
