/**
 * Classes shared by the decoders of all image formats: file access, the interface for decoded pixels, and the
 * conversion of colours and orientation.
 */
package cutmix.schemas.image.source;
