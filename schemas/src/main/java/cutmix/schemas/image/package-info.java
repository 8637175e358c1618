/** Image files as the pixels that a network sees, and samples as images that people see. */
package cutmix.schemas.image;
