/** Decoding the lossy compression of WebP: a key frame of VP8 (RFC 6386). Rows are decoded one by one, as wide as macroblocks are high. */
package cutmix.schemas.image.webp.lossy;
