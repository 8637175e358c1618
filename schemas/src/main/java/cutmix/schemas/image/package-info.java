/** Conversion of image files into the pixels for a network, and of samples into images for people. */
package cutmix.schemas.image;
