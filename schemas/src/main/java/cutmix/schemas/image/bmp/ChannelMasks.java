package cutmix.schemas.image.bmp;

import java.nio.ByteBuffer;

/**
 * The masks of the bits of red, green, blue and alpha in a pixel.
 *
 * @param alpha 0 if pixels have no alpha
 */
record ChannelMasks(int red, int green, int blue, int alpha) {

    /** Returns the masks if the header has none. */
    static ChannelMasks ofBits(int bits) {
        return bits == 16
                ? new ChannelMasks(0x7C00, 0x03E0, 0x001F, 0)
                : new ChannelMasks(0xFF0000, 0x00FF00, 0x0000FF, 0);
    }

    static ChannelMasks read(ByteBuffer numbers, boolean withAlpha) {
        return new ChannelMasks(
                numbers.getInt(0), numbers.getInt(4), numbers.getInt(8), withAlpha ? numbers.getInt(12) : 0);
    }

    /** Returns a sample of a pixel, scaled to 0 to 255; 0 without a mask. */
    static int sample(int pixel, int mask) {
        if (mask == 0) {
            return 0;
        }
        int shift = Integer.numberOfTrailingZeros(mask);
        long most = Integer.toUnsignedLong(mask) >>> shift;
        long value = Integer.toUnsignedLong(pixel & mask) >>> shift;
        return (int) (value * 255 / most);
    }
}
