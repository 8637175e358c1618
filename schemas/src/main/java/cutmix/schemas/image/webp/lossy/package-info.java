/** Decoding the lossy compression of WebP: a key frame of VP8 (RFC 6386). Macroblock rows are decoded one by one. */
package cutmix.schemas.image.webp.lossy;
