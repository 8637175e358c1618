/** A dataset of image files, one folder a class. */
package cutmix.loader.folder;
