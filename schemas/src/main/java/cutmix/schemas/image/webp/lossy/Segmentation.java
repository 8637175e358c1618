package cutmix.schemas.image.webp.lossy;

import java.io.IOException;
import java.util.Arrays;

/**
 * The segments of an image, each with a quantizer and a loop filter strength (9.3).
 *
 * @param mapped whether each macroblock stores its segment
 * @param absolute whether the values of a segment are absolute, or are added to those of the image
 */
record Segmentation(
        boolean enabled, boolean mapped, boolean absolute, int[] quantizers, int[] strengths, int[] probabilities) {

    static final int SEGMENTS = 4;

    static Segmentation read(BoolDecoder in) throws IOException {
        int[] quantizers = new int[SEGMENTS];
        int[] strengths = new int[SEGMENTS];
        int[] probabilities = new int[SEGMENTS - 1];
        Arrays.fill(probabilities, 255);
        if (!in.flag()) {
            boolean enabled = false;
            boolean mapped = false;
            boolean absolute = false;
            return new Segmentation(enabled, mapped, absolute, quantizers, strengths, probabilities);
        }
        boolean enabled = true;
        boolean mapped = in.flag();
        boolean absolute = true;
        if (in.flag()) {
            absolute = in.flag();
            for (int i = 0; i < SEGMENTS; i++) {
                quantizers[i] = in.optionalNumber(7);
            }
            for (int i = 0; i < SEGMENTS; i++) {
                strengths[i] = in.optionalNumber(6);
            }
        }
        for (int i = 0; mapped && i < probabilities.length; i++) {
            probabilities[i] = in.flag() ? in.number(8) : 255;
        }
        return new Segmentation(enabled, mapped, absolute, quantizers, strengths, probabilities);
    }

    int readSegment(BoolDecoder in) throws IOException {
        if (!mapped) {
            return 0;
        }
        return in.read(probabilities[0]) ? 2 + in.bit(probabilities[2]) : in.bit(probabilities[1]);
    }

    /** Computes the value of a segment from its own value and the image's value. */
    int value(int[] ofSegments, int segment, int ofImage) {
        if (!enabled) {
            return ofImage;
        }
        return absolute ? ofSegments[segment] : ofImage + ofSegments[segment];
    }
}
