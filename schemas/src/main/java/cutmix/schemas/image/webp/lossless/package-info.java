/** Decoding the lossless compression of WebP (RFC 9649, section 3), also used for the transparency of lossy images. */
package cutmix.schemas.image.webp.lossless;
