package cutmix.schemas.image.source;

/** Converts transparent colors and inks into red, green and blue. Samples are 0 to 255. */
public final class ColorConversion {

    private ColorConversion() {}

    /** Blends a sample with white. */
    public static int overWhite(int sample, int alpha) {
        return 255 - divided(alpha * (255 - sample));
    }

    /** Converts cyan to red, magenta to green or yellow to blue, without a profile. 0 means no ink. */
    public static int ofInk(int ink, int black) {
        int light = 255 - black;
        return light - divided(ink * light);
    }

    /** Divides by 255 and rounds to the nearest integer, for numbers up to 255 x 255. */
    private static int divided(int product) {
        int sum = product + 128;
        return (sum >> 8) + sum >> 8;
    }
}
