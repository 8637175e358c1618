package cutmix.trainer.training;

import cutmix.trainer.engine.network.NetworkInput;

/** Computes the probabilities of classes for images. */
@FunctionalInterface
public interface Classifier {

    /**
     * Returns the probabilities of the classes.
     *
     * @param pixels unsigned bytes of shape {@code (images, height, width, channels)}
     * @return probabilities of shape {@code (images, classes)}
     */
    float[] probabilities(byte[] pixels, int images);

    /**
     * Averages the predictions for an image and its mirror image (Krizhevsky et al., "ImageNet classification with deep
     * convolutional neural networks", NIPS 2012, section 4.1).
     */
    default Classifier mirrored(NetworkInput input) {
        return (pixels, images) -> {
            float[] ofImages = probabilities(pixels, images);
            float[] ofMirrorImages = probabilities(input.mirrored(pixels), images);
            float[] means = new float[ofImages.length];
            for (int i = 0; i < means.length; i++) {
                means[i] = (ofImages[i] + ofMirrorImages[i]) / 2;
            }
            return means;
        };
    }
}
