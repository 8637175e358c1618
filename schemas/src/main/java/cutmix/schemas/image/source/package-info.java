/**
 * Classes shared by the decoders of all image formats: file access, the interface for decoded pixels, and the
 * conversion of colors and orientation.
 */
package cutmix.schemas.image.source;
