/** Files that survive a crash. */
package cutmix.schemas.file;
