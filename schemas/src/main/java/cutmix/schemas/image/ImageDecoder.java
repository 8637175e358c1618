package cutmix.schemas.image;

import cutmix.schemas.UserException;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import javax.imageio.ImageIO;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;

/**
 * What an image file becomes before a network sees it, in training and in prediction: pixels of three channels, red, green, blue,
 * scaled to one size. Transparent pixels turn white.
 *
 * @param height to scale to, in pixels
 * @param width to scale to, in pixels
 */
public record ImageDecoder(int height, int width) {

    private static final int CHANNELS = 3;

    private static final long MOST_PIXELS = 100_000_000;
    /** As of JPEG. An image of few, endless rows would be read whole: see below. */
    private static final int LONGEST_SIDE = 65_535;

    /**
     * The pixels of a file, // (height, width, channels).
     *
     * @throws UserException if the file is no image that can be read, or its header tells of more than 100 million pixels or of a
     *     side longer than 65,535
     */
    public byte[] decode(Path file) {
        if (!Files.isReadable(file)) {
            throw new UserException(file + " cannot be read: check its permissions");
        }
        try (ImageInputStream in = ImageIO.createImageInputStream(file.toFile())) {
            Iterator<ImageReader> readers = ImageIO.getImageReaders(in);
            if (!readers.hasNext()) {
                throw new UserException(file + " is not a PNG or JPEG image: replace or remove it");
            }
            ImageReader reader = readers.next();
            try {
                reader.setInput(in, true, true);
                return pixels(scaled(read(file, reader)));
            } finally {
                reader.dispose();
            }
        } catch (IOException e) {
            throw new UserException(file + " cannot be read (" + e + "): check its permissions", e);
        }
    }

    private BufferedImage read(Path file, ImageReader reader) {
        try {
            long pixels = (long) reader.getWidth(0) * reader.getHeight(0);
            if (pixels > MOST_PIXELS || Math.max(reader.getWidth(0), reader.getHeight(0)) > LONGEST_SIDE) {
                throw new UserException(file + " has " + reader.getWidth(0) + " x " + reader.getHeight(0)
                        + " pixels, more than " + MOST_PIXELS + " in all or " + LONGEST_SIDE
                        + " on a side: scale it down or remove it");
            }
            // Of a large image, four pixels for each one wanted are read, in either direction: that bounds the memory.
            int step = Math.min(reader.getWidth(0) / (4 * width), reader.getHeight(0) / (4 * height));
            ImageReadParam param = reader.getDefaultReadParam();
            param.setSourceSubsampling(Math.max(1, step), Math.max(1, step), 0, 0);
            return reader.read(0, param);
        } catch (UserException e) {
            throw e;
        } catch (IOException | RuntimeException e) {
            // The readers of the JDK answer a corrupt file with exceptions of many kinds.
            throw new UserException(
                    file + " is not a whole PNG or JPEG image (" + firstLine(e) + "): replace or remove it", e);
        }
    }

    private static String firstLine(Exception e) {
        return String.valueOf(e.getMessage())
                .lines()
                .findFirst()
                .orElse(e.getClass().getSimpleName());
    }

    /** Goes by halves as far as that leads, so that every pixel counts. */
    private BufferedImage scaled(BufferedImage image) {
        BufferedImage current = image;
        while (current.getWidth() != width
                || current.getHeight() != height
                || current.getType() != BufferedImage.TYPE_INT_RGB) {
            current = drawn(current, nearer(current.getWidth(), width), nearer(current.getHeight(), height));
        }
        return current;
    }

    private static int nearer(int side, int wanted) {
        return side >= 2 * wanted ? (side + 1) / 2 : wanted;
    }

    private static BufferedImage drawn(BufferedImage image, int width, int height) {
        BufferedImage result = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = result.createGraphics();
        try {
            graphics.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
            graphics.drawImage(image, 0, 0, width, height, Color.WHITE, null);
        } finally {
            graphics.dispose();
        }
        return result;
    }

    private byte[] pixels(BufferedImage image) {
        byte[] pixels = new byte[height * width * CHANNELS];
        int i = 0;
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                int rgb = image.getRGB(x, y);
                pixels[i++] = (byte) (rgb >> 16);
                pixels[i++] = (byte) (rgb >> 8);
                pixels[i++] = (byte) rgb;
            }
        }
        return pixels;
    }
}
