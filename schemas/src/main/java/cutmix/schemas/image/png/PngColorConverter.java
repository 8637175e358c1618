package cutmix.schemas.image.png;

import cutmix.schemas.image.source.ColorConversion;
import cutmix.schemas.image.source.ImageFormatException;
import java.util.Arrays;

/**
 * Converts packed samples into red, green and blue, blended with white. Reduces samples of 16 bits to their high byte,
 * and scales those with fewer than 8 bits to 0 to 255.
 */
final class PngColorConverter {

    private final PngHeader header;
    /** The color of each index; colors beyond the palette's end are black. */
    private final byte[] palette; // (256, 3)

    private final int[] transparent;

    private PngColorConverter(PngHeader header, byte[] palette, int[] transparent) {
        this.header = header;
        this.palette = palette;
        this.transparent = transparent;
    }

    static PngColorConverter of(PngHeader header, byte[] palette, byte[] transparency) throws ImageFormatException {
        if (palette.length % 3 != 0) {
            throw ImageFormatException.damaged("its palette has " + palette.length + " bytes");
        }
        byte[] colors = Arrays.copyOf(palette, 3 * 256);
        int[] transparent = {};
        switch (header.colorType()) {
            case PALETTE -> {
                for (int i = 0; i < 3 * transparency.length; i++) {
                    colors[i] = (byte) ColorConversion.overWhite(colors[i] & 0xFF, transparency[i / 3] & 0xFF);
                }
            }
            case GRAY, RGB -> {
                int samples = header.colorType().samples();
                if (transparency.length >= 2 * samples) {
                    transparent = new int[samples];
                    for (int i = 0; i < samples; i++) {
                        transparent[i] = (transparency[2 * i] & 0xFF) << 8 | transparency[2 * i + 1] & 0xFF;
                    }
                }
            }
            default -> {
                // The pixels have their own alpha.
            }
        }
        return new PngColorConverter(header, colors, transparent);
    }

    /**
     * @param row packed samples
     * @param start position of the first sample, in bytes
     * @param rgb receives three bytes per pixel
     */
    void convert(byte[] row, int start, int count, byte[] rgb) {
        if (header.colorType() == ColorType.RGB && header.depth() == 8 && transparent.length == 0) {
            System.arraycopy(row, start, rgb, 0, 3 * count);
            return;
        }
        int samples = header.colorType().samples();
        int[] pixel = new int[samples];
        int depth = header.depth();
        long bit = 8L * start;
        for (int i = 0; i < count; i++) {
            for (int s = 0; s < samples; s++, bit += depth) {
                int at = (int) (bit >> 3);
                pixel[s] = depth == 8
                        ? row[at] & 0xFF
                        : depth == 16
                                ? (row[at] & 0xFF) << 8 | row[at + 1] & 0xFF
                                : (row[at] & 0xFF) >> 8 - depth - (int) (bit & 7) & (1 << depth) - 1;
            }
            put(pixel, rgb, 3 * i);
        }
    }

    private void put(int[] pixel, byte[] rgb, int at) {
        switch (header.colorType()) {
            case GRAY -> {
                int gray = isTransparent(pixel) ? 255 : toByte(pixel[0]);
                set(rgb, at, gray, gray, gray);
            }
            case RGB -> {
                if (isTransparent(pixel)) {
                    set(rgb, at, 255, 255, 255);
                } else {
                    set(rgb, at, toByte(pixel[0]), toByte(pixel[1]), toByte(pixel[2]));
                }
            }
            case PALETTE -> System.arraycopy(palette, 3 * pixel[0], rgb, at, 3);
            case GRAY_ALPHA -> {
                int gray = ColorConversion.overWhite(toByte(pixel[0]), toByte(pixel[1]));
                set(rgb, at, gray, gray, gray);
            }
            case RGB_ALPHA -> {
                int alpha = toByte(pixel[3]);
                set(
                        rgb,
                        at,
                        ColorConversion.overWhite(toByte(pixel[0]), alpha),
                        ColorConversion.overWhite(toByte(pixel[1]), alpha),
                        ColorConversion.overWhite(toByte(pixel[2]), alpha));
            }
        }
    }

    private boolean isTransparent(int[] pixel) {
        return transparent.length > 0 && Arrays.equals(pixel, transparent);
    }

    private int toByte(int sample) {
        return header.depth() == 16 ? sample >> 8 : sample * 255 / ((1 << header.depth()) - 1);
    }

    private static void set(byte[] rgb, int at, int red, int green, int blue) {
        rgb[at] = (byte) red;
        rgb[at + 1] = (byte) green;
        rgb[at + 2] = (byte) blue;
    }
}
