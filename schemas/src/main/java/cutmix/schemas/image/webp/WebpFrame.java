package cutmix.schemas.image.webp;

import cutmix.schemas.image.source.ImageFormatException;
import cutmix.schemas.image.source.ImageSource;
import cutmix.schemas.image.webp.lossless.LosslessImage;
import cutmix.schemas.image.webp.lossy.LossyImage;
import java.io.IOException;

/**
 * The position in the file of the pixels of an image or of a frame.
 *
 * @param lossless whether the pixels are losslessly compressed
 * @param begin start of the chunk with the pixels
 * @param end end of the chunk with the pixels
 * @param alphaBegin start of the chunk with the transparency, or 0
 * @param alphaEnd end of the chunk with the transparency, or 0
 * @param hasAlpha whether the alpha of pixels is used
 */
record WebpFrame(
        boolean lossless,
        long begin,
        long end,
        long alphaBegin,
        long alphaEnd,
        int width,
        int height,
        boolean hasAlpha) {

    /** Reads the chunks up to the pixels. */
    static WebpFrame read(ImageSource source, Riff chunks) throws IOException {
        long alphaBegin = 0;
        long alphaEnd = 0;
        while (chunks.advance()) {
            switch (chunks.name()) {
                case "ALPH" -> {
                    requireWhole(chunks);
                    alphaBegin = chunks.begin();
                    alphaEnd = chunks.end();
                }
                case "VP8 " -> {
                    requireWhole(chunks);
                    LossyImage.FrameSize size = LossyImage.size(source, chunks.begin(), chunks.end());
                    boolean lossless = false;
                    boolean hasAlpha = alphaBegin > 0;
                    return new WebpFrame(
                            lossless,
                            chunks.begin(),
                            chunks.end(),
                            alphaBegin,
                            alphaEnd,
                            size.width(),
                            size.height(),
                            hasAlpha);
                }
                case "VP8L" -> {
                    requireWhole(chunks);
                    LosslessImage.LosslessHeader header = LosslessImage.header(source, chunks.begin(), chunks.end());
                    boolean lossless = true;
                    alphaBegin = 0; // A chunk with the transparency belongs to lossy pixels only.
                    alphaEnd = 0;
                    return new WebpFrame(
                            lossless,
                            chunks.begin(),
                            chunks.end(),
                            alphaBegin,
                            alphaEnd,
                            header.width(),
                            header.height(),
                            header.alpha());
                }
                default -> {
                    // Profiles and other metadata.
                }
            }
        }
        throw ImageFormatException.truncated("the file ends before the pixels");
    }

    private static void requireWhole(Riff chunks) throws ImageFormatException {
        if (!chunks.isWhole()) {
            throw ImageFormatException.truncated(
                    "the file ends within its chunk " + chunks.name().strip());
        }
    }
}
