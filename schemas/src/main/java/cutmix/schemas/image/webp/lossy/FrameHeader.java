package cutmix.schemas.image.webp.lossy;

import java.io.IOException;

/**
 * The header of a frame behind its size (9.2 to 9.11).
 *
 * @param coefficients their probabilities, // (kinds, bands, contexts, 11)
 * @param skipProbability of macroblocks with coefficients, or -1 if all have some
 */
record FrameHeader(
        Segmentation segmentation,
        FilterSettings filter,
        int partitions,
        Quantizer[] quantizers,
        int[] coefficients,
        int skipProbability) {

    static FrameHeader read(BoolDecoder in) throws IOException {
        // Color space and clamping: of the one there is no other, and clamped values do not change.
        in.number(2);
        Segmentation segmentation = Segmentation.read(in);
        FilterSettings filter = FilterSettings.read(in);
        int partitions = 1 << in.number(2);
        Quantizer[] quantizers = Quantizer.read(in, segmentation);
        // Whether probabilities are kept for further frames, of which there are none.
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
