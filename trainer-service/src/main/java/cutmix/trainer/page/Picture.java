package cutmix.trainer.page;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import javax.imageio.ImageIO;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/** An image as PNG. */
final class Picture {

    private Picture() {}

    /**
     * @param pixels height x width x channels, one unsigned byte each, rows first, channels last
     * @param channels three, red, green and blue, or one, grey
     */
    static byte[] png(ByteBuffer pixels, int height, int width, int channels) {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        int start = pixels.position();
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                int at = start + (y * width + x) * channels;
                int red = pixels.get(at) & 0xff;
                int green = channels < 3 ? red : pixels.get(at + 1) & 0xff;
                int blue = channels < 3 ? red : pixels.get(at + 2) & 0xff;
                image.setRGB(x, y, red << 16 | green << 8 | blue);
            }
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (MemoryCacheImageOutputStream stream = new MemoryCacheImageOutputStream(out)) {
            ImageIO.write(image, "png", stream);
        } catch (IOException e) {
            throw new IllegalStateException("A picture in memory could not be written", e);
        }
        return out.toByteArray();
    }
}
