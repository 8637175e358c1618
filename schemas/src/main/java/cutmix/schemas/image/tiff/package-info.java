/** Decoding TIFF images with TwelveMonkeys ImageIO, which sees no more of a file than it needs for the pixels. */
package cutmix.schemas.image.tiff;
