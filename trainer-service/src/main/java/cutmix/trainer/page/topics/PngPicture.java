package cutmix.trainer.page.topics;

import cutmix.schemas.image.PixelImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import javax.imageio.ImageIO;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/** Converts an image to PNG. */
public final class PngPicture {

    private PngPicture() {}

    /**
     * @param pixels unsigned bytes of shape {@code (height, width, channels)}, in row-major order
     * @param channels three (red, green and blue) or one (gray)
     */
    public static byte[] png(ByteBuffer pixels, int height, int width, int channels) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (MemoryCacheImageOutputStream stream = new MemoryCacheImageOutputStream(out)) {
            ImageIO.write(PixelImage.of(pixels, height, width, channels), "png", stream);
        } catch (IOException e) {
            throw new IllegalStateException("A picture in memory could not be written", e);
        }
        return out.toByteArray();
    }
}
