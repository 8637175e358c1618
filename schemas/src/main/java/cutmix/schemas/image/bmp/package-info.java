/** Decoding BMP images, as Windows and OS/2 write them. */
package cutmix.schemas.image.bmp;
