package cutmix.schemas.image.file;

import java.awt.image.BufferedImage;
import java.util.Random;

/** Pictures for the tests of image formats. */
public final class Pictures {

    private Pictures() {}

    /** A gradient in which every pixel has a different color, smooth enough for lossy formats. */
    public static BufferedImage gradient(int height, int width) {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                image.setRGB(x, y, x * 255 / width << 16 | y * 255 / height << 8 | (x + y) % 64 + 96);
            }
        }
        return image;
    }

    /** A gradient with noise, the same at every call. */
    public static BufferedImage noise(int side) {
        BufferedImage image = gradient(side, side);
        Random random = new Random(5);
        for (int i = 0; i < side * side; i++) {
            image.setRGB(i % side, i / side, image.getRGB(i % side, i / side) ^ random.nextInt(0x40) * 0x010101);
        }
        return image;
    }

    /** Returns red, green and blue values of shape {@code (height, width, 3)}. */
    public static int[] samples(BufferedImage image) {
        int[] samples = new int[3 * image.getHeight() * image.getWidth()];
        for (int i = 0; i < samples.length; i++) {
            int pixel = i / 3;
            int rgb = image.getRGB(pixel % image.getWidth(), pixel / image.getWidth());
            samples[i] = rgb >> 16 - 8 * (i % 3) & 0xFF;
        }
        return samples;
    }

    /** A picture of one color. */
    public static BufferedImage plain(int height, int width, int rgb) {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        for (int i = 0; i < height * width; i++) {
            image.setRGB(i % width, i / width, rgb);
        }
        return image;
    }
}
