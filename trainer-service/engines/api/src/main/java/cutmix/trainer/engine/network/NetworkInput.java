package cutmix.trainer.engine.network;

import cutmix.schemas.DatasetInfo;
import cutmix.schemas.failure.UserException;

/**
 * What a network takes in and tells apart.
 *
 * @param height pixels
 * @param width pixels
 * @param channels bytes a pixel
 */
public record NetworkInput(int height, int width, int channels, int classes) {

    public NetworkInput {
        if (classes < 2) {
            throw new UserException("the dataset has " + classes + " class: there is nothing to tell apart");
        }
    }

    /** The same channels and classes, of images of another size. */
    public NetworkInput of(int otherHeight, int otherWidth) {
        return new NetworkInput(otherHeight, otherWidth, channels, classes);
    }

    /** How a network for other images and classes does not fit these, to follow the name of its file. */
    public String differenceFrom(NetworkInput network) {
        return " takes images of " + network.channels + " channels in " + network.classes
                + " classes, but the dataset has " + channels + " channels and " + classes + " classes";
    }

    /**
     * The mirror images: left is right.
     *
     * @param pixels bytes, // (images, height, width, channels)
     * @return in the same order; a copy
     */
    public byte[] mirrored(byte[] pixels) {
        byte[] mirrored = new byte[pixels.length];
        for (int pixel = 0; pixel < pixels.length / channels; pixel++) {
            int column = pixel % width;
            int opposite = pixel - column + width - 1 - column;
            System.arraycopy(pixels, pixel * channels, mirrored, opposite * channels, channels);
        }
        return mirrored;
    }

    /** The images and classes of a dataset. */
    public static NetworkInput of(DatasetInfo info) {
        return new NetworkInput(
                info.getHeight(),
                info.getWidth(),
                info.getChannels(),
                info.getClassNames().size());
    }
}
