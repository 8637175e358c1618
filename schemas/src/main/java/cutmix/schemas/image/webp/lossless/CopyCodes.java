package cutmix.schemas.image.webp.lossless;

import java.io.IOException;

/** Decodes lengths and distances of copies (3.6.2.2). */
final class CopyCodes {

    /**
     * Codes of short distances: the high half is the number of rows up, and the low half is 8 minus the number of
     * pixels to the left.
     */
    private static final String NEAR =
            "1807171928062729161a262a38053739151b363a252b48044749141c353b464a242c58454b343c03"
                    + "5759131d565a232d444c555b333d68026769121e666a222e545c434d656b323e78017779535d111f"
                    + "646c424e767a212f757b313f636d525e00747c414f1020626e30737d515f40727e616f50717f6070";

    private static final int[] PLACES = places();

    private CopyCodes() {}

    /** Reads a length or distance. The prefix code contains only the first bits of larger values. */
    static int value(BitReader in, int prefix) throws IOException {
        if (prefix < 4) {
            return prefix + 1;
        }
        int extra = prefix - 2 >> 1;
        return (2 + (prefix & 1) << extra) + in.read(extra) + 1;
    }

    /** Converts a value, which is a code for a near pixel or a distance, into a distance in pixels. */
    static int distance(int value, int width) {
        if (value > PLACES.length) {
            return value - PLACES.length;
        }
        int place = PLACES[value - 1];
        return Math.max(1, (place >> 4) * width + 8 - (place & 15));
    }

    private static int[] places() {
        int[] places = new int[NEAR.length() / 2];
        for (int i = 0; i < places.length; i++) {
            places[i] = Integer.parseInt(NEAR.substring(2 * i, 2 * i + 2), 16);
        }
        return places;
    }
}
