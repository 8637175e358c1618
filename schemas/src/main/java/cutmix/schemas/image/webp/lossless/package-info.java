/** Decoding the lossless compression of WebP (RFC 9649, section 3), which the transparency of lossy images uses, too. */
package cutmix.schemas.image.webp.lossless;
