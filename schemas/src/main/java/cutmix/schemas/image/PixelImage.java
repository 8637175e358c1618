package cutmix.schemas.image;

import java.awt.image.BufferedImage;
import java.nio.ByteBuffer;

/** Converts the pixels of a sample into an image that can be drawn, the reverse of {@link ImageDecoder}. */
public final class PixelImage {

    private PixelImage() {}

    /**
     * Creates an image. With fewer than three channels, the first one is gray; otherwise the first three are red, green
     * and blue.
     *
     * @param pixels bytes of shape {@code (height, width, channels)}, from the buffer's position, which does not change
     */
    public static BufferedImage of(ByteBuffer pixels, int height, int width, int channels) {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        int green = channels < 3 ? 0 : 1;
        int blue = channels < 3 ? 0 : 2;
        for (int i = 0; i < width * height; i++) {
            int at = pixels.position() + i * channels;
            int rgb =
                    (pixels.get(at) & 0xFF) << 16 | (pixels.get(at + green) & 0xFF) << 8 | pixels.get(at + blue) & 0xFF;
            image.setRGB(i % width, i / width, rgb);
        }
        return image;
    }
}
