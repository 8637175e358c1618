package cutmix.schemas.image.source;

/** Colours that are not plain red, green and blue, as such. Samples are 0 to 255. */
public final class ColorConversion {

    private ColorConversion() {}

    /** A sample over white. */
    public static int overWhite(int sample, int alpha) {
        return 255 - divided(alpha * (255 - sample));
    }

    /** Red of cyan, green of magenta or blue of yellow, without a profile: 0 is no ink. */
    public static int ofInk(int ink, int black) {
        int light = 255 - black;
        return light - divided(ink * light);
    }

    /** By 255, rounded to the nearest integer, for numbers up to 255 x 255. */
    private static int divided(int product) {
        int sum = product + 128;
        return (sum >> 8) + sum >> 8;
    }
}
