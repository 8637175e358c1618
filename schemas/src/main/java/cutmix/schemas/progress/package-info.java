/** How services report their progress to people and to the launcher. */
package cutmix.schemas.progress;
