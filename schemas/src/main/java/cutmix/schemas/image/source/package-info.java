/** What the decoders of all image formats share: the file, its pixels on their way, and the rules of colour and orientation. */
package cutmix.schemas.image.source;
