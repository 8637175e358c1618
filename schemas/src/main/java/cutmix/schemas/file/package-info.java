/**
 * Writes files that survive a crash, and describes problems with files to the user: failed operations, and names or
 * texts that are not UTF-8.
 */
package cutmix.schemas.file;
