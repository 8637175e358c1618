package cutmix.schemas.image.bmp;

import cutmix.schemas.image.source.ColorConversion;

/** Converts pixels of any size into red, green and blue, blended with white. */
final class BmpColorConverter {

    private final int width;
    private final ChannelMasks masks;
    private final byte[] palette; // (256, 3)
    private final boolean blends;

    private BmpColorConverter(int width, ChannelMasks masks, byte[] palette, boolean blends) {
        this.width = width;
        this.masks = masks;
        this.palette = palette;
        this.blends = blends;
    }

    /** @param blends whether the alpha of pixels is used */
    static BmpColorConverter of(BmpHeader header, byte[] palette, boolean blends) {
        return new BmpColorConverter(header.width(), header.masks(), palette, blends);
    }

    /**
     * @param bits per pixel
     * @param rgb receives three bytes per pixel
     */
    void convert(byte[] row, int bits, byte[] rgb) {
        if (bits == 24) {
            for (int i = 0; i < 3 * width; i++) {
                rgb[i] = row[i - i % 3 + 2 - i % 3];
            }
            return;
        }
        for (int x = 0; x < width; x++) {
            int pixel = pixel(row, x, bits);
            if (bits <= 8) {
                System.arraycopy(palette, 3 * pixel, rgb, 3 * x, 3);
            } else {
                int alpha = blends ? ChannelMasks.sample(pixel, masks.alpha()) : 255;
                rgb[3 * x] = (byte) ColorConversion.overWhite(ChannelMasks.sample(pixel, masks.red()), alpha);
                rgb[3 * x + 1] = (byte) ColorConversion.overWhite(ChannelMasks.sample(pixel, masks.green()), alpha);
                rgb[3 * x + 2] = (byte) ColorConversion.overWhite(ChannelMasks.sample(pixel, masks.blue()), alpha);
            }
        }
    }

    /** Reads a pixel as a number: bytes in little-endian order, bits within a byte from high to low. */
    static int pixel(byte[] row, int x, int bits) {
        if (bits < 8) {
            int perByte = 8 / bits;
            return (row[x / perByte] & 0xFF) >> 8 - bits - x % perByte * bits & (1 << bits) - 1;
        }
        int pixel = 0;
        int bytes = bits / 8;
        for (int i = bytes - 1; i >= 0; i--) {
            pixel = pixel << 8 | row[bytes * x + i] & 0xFF;
        }
        return pixel;
    }
}
