/** Decoding the first frame of GIF images (GIF 89a specification). */
package cutmix.schemas.image.gif;
