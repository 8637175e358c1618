package cutmix.trainer.engine.network;

import cutmix.schemas.DatasetInfo;
import cutmix.schemas.failure.UserException;

/**
 * The size of the images and the number of classes of a network.
 *
 * @param height pixels
 * @param width pixels
 * @param channels bytes of a pixel
 */
public record NetworkInput(int height, int width, int channels, int classes) {

    public NetworkInput {
        if (classes < 2) {
            throw new UserException("the dataset has " + classes + " class: a network needs at least 2");
        }
    }

    /** Returns the same channels and classes for images of another size. */
    public NetworkInput of(int otherHeight, int otherWidth) {
        return new NetworkInput(otherHeight, otherWidth, channels, classes);
    }

    /**
     * Describes how a network for other images and classes differs from these. The text follows the name of the
     * network's file.
     */
    public String differenceFrom(NetworkInput network) {
        return " takes images of " + network.channels + " channels in " + network.classes
                + " classes, but the dataset has " + channels + " channels and " + classes + " classes";
    }

    /**
     * Mirrors images horizontally.
     *
     * @param pixels bytes of shape {@code (images, height, width, channels)}
     * @return a copy, with the images in the same order
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

    /** Returns the images and classes of a dataset. */
    public static NetworkInput of(DatasetInfo info) {
        return new NetworkInput(
                info.getHeight(),
                info.getWidth(),
                info.getChannels(),
                info.getClassNames().size());
    }
}
