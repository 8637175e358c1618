/** Decoding WebP images (RFC 9649), the first frame of animated ones. */
package cutmix.schemas.image.webp;
