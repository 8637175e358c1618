/** Decoding PNG images (PNG specification, third edition). */
package cutmix.schemas.image.png;
