/** Decoding JPEG images with the JDK's reader, which sees no more of a file than it needs for the pixels. */
package cutmix.schemas.image.jpeg;
