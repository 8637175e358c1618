/** Scaling an image while it is decoded, row by row. */
package cutmix.schemas.image.scale;
