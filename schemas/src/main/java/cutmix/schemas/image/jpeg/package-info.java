/** Decoding JPEG images with the JDK's reader, which gets only the parts of a file that it needs for the pixels. */
package cutmix.schemas.image.jpeg;
