/** Files that survive a crash, and what can be wrong with files: failures, names and texts that are not UTF-8, in words for the user. */
package cutmix.schemas.file;
