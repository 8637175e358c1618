/**
 * Decoding TIFF images with TwelveMonkeys ImageIO, which gets only the parts of a file that it needs for the pixels.
 */
package cutmix.schemas.image.tiff;
