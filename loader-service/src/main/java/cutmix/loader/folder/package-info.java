/** Datasets of image files, with one folder per class. */
package cutmix.loader.folder;
