package cutmix.schemas.image.webp.lossy;

import java.io.IOException;

/**
 * The header of a frame after its size (9.2 to 9.11).
 *
 * @param coefficients probabilities of coefficients, of shape {@code (kinds, bands, contexts, 11)}
 * @param skipProbability probability of macroblocks with coefficients, or -1 if all macroblocks have coefficients
 */
record FrameHeader(
        Segmentation segmentation,
        FilterSettings filter,
        int partitions,
        Quantizer[] quantizers,
        int[] coefficients,
        int skipProbability) {

    static FrameHeader read(BoolDecoder in) throws IOException {
        // Color space and clamping: there is only one color space, and clamping does not change clamped values.
        in.number(2);
        Segmentation segmentation = Segmentation.read(in);
        FilterSettings filter = FilterSettings.read(in);
        int partitions = 1 << in.number(2);
        Quantizer[] quantizers = Quantizer.read(in, segmentation);
        // Whether probabilities are kept for further frames; there are no further frames.
        in.flag();
        int[] coefficients = Constants.COEFFICIENTS.clone();
        for (int i = 0; i < coefficients.length; i++) {
            if (in.read(Constants.COEFFICIENT_UPDATES[i])) {
                coefficients[i] = in.number(8);
            }
        }
        int skipProbability = in.flag() ? in.number(8) : -1;
        return new FrameHeader(segmentation, filter, partitions, quantizers, coefficients, skipProbability);
    }
}
