package cutmix.schemas.image.gif;

import cutmix.schemas.image.source.ImageFormatException;
import java.io.IOException;

/** The position of a frame on the screen, and its colors (sections 20 and 21). */
final class GifFrame {

    /** The palette if the file has none. */
    static final byte[] GRAYS = grays();

    private static final int[] INTERLACED_STARTS = {0, 4, 2, 1};
    private static final int[] INTERLACED_STEPS = {8, 8, 4, 2};

    private final int left;
    private final int top;
    private final int width;
    private final int height;
    private final boolean interlaced;
    private final byte[] palette;
    private final int transparent;

    private GifFrame(int left, int top, int width, int height, boolean interlaced, byte[] palette, int transparent) {
        this.left = left;
        this.top = top;
        this.width = width;
        this.height = height;
        this.interlaced = interlaced;
        this.palette = palette;
        this.transparent = transparent;
    }

    /**
     * @param palette palette of the screen, of shape {@code (colors, 3)}, for a frame without its own palette
     * @param transparent index of the transparent color, or a negative number
     */
    static GifFrame read(GifStream stream, byte[] palette, int transparent) throws IOException {
        int left = stream.number();
        int top = stream.number();
        int width = stream.number();
        int height = stream.number();
        int flags = stream.octet();
        byte[] own = (flags & 0x80) == 0 ? palette : stream.bytes(3 * (2 << (flags & 7)));
        if (width == 0 || height == 0) {
            throw ImageFormatException.damaged("its first frame has " + width + " x " + height + " pixels");
        }
        return new GifFrame(left, top, width, height, (flags & 0x40) != 0, own, transparent);
    }

    int left() {
        return left;
    }

    int top() {
        return top;
    }

    int width() {
        return width;
    }

    int height() {
        return height;
    }

    int right() {
        return left + width;
    }

    int bottom() {
        return top + height;
    }

    /** Converts the index of a stored row into a row of the frame (appendix E). */
    int row(int stored) {
        if (!interlaced) {
            return stored;
        }
        int rest = stored;
        for (int pass = 0; pass < INTERLACED_STARTS.length; pass++) {
            int rows = Math.max(
                    0, (height - INTERLACED_STARTS[pass] + INTERLACED_STEPS[pass] - 1) / INTERLACED_STEPS[pass]);
            if (rest < rows) {
                return INTERLACED_STARTS[pass] + rest * INTERLACED_STEPS[pass];
            }
            rest -= rows;
        }
        throw new IllegalArgumentException("no row " + stored + " of " + height);
    }

    /** Writes a color, blended with white. Colors beyond the palette's end are black. */
    void put(int index, byte[] rgb, int at) {
        for (int channel = 0; channel < 3; channel++) {
            int color = 3 * index + channel;
            rgb[at + channel] = index == transparent ? (byte) 255 : color < palette.length ? palette[color] : 0;
        }
    }

    /** Writes the color of pixels outside the frame. */
    void putAround(byte[] rgb, int at) {
        put(transparent >= 0 ? transparent : 0, rgb, at);
    }

    private static byte[] grays() {
        byte[] grays = new byte[3 * 256];
        for (int i = 0; i < grays.length; i++) {
            grays[i] = (byte) (i / 3);
        }
        return grays;
    }
}
