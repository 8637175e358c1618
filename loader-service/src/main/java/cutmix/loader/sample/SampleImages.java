package cutmix.loader.sample;

import cutmix.loader.dataset.ImageShape;
import cutmix.schemas.order.RandomPurpose;
import cutmix.schemas.order.SeededRandom;

/**
 * Draws the images of one split of the sample dataset.
 *
 * @param split the number of the split in the path of the random numbers
 */
record SampleImages(long seed, int split, ImageShape shape) {

    /** The minimum difference in brightness between figure and background, out of 255. */
    private static final double LEAST_CONTRAST = 60;

    SampleClass classOf(int index) {
        SampleClass[] classes = SampleClass.values();
        return classes[index % classes.length];
    }

    byte[] pixels(int index) {
        SeededRandom random = SeededRandom.of(seed, RandomPurpose.SAMPLE_IMAGE.id(), split, index);
        SignedDistance figure = classOf(index).draw(random);
        double[] background = color(random);
        double[] foreground = color(random);
        while (Math.abs(brightness(foreground) - brightness(background)) < LEAST_CONTRAST) {
            foreground = color(random);
        }
        int noise = 8 + random.nextInt(17);
        byte[] pixels = new byte[shape.size()];
        int i = 0;
        for (int row = 0; row < shape.height(); row++) {
            for (int column = 0; column < shape.width(); column++) {
                double distance = figure.distance(column + 0.5 - shape.width() / 2.0, row + 0.5 - shape.height() / 2.0);
                double coverage = Math.max(0, Math.min(1, 0.5 - distance));
                for (int channel = 0; channel < shape.channels(); channel++) {
                    double clean = background[channel] + coverage * (foreground[channel] - background[channel]);
                    long noisy = Math.round(clean) + random.nextInt(2 * noise + 1) - noise;
                    pixels[i++] = (byte) Math.max(0, Math.min(255, noisy));
                }
            }
        }
        return pixels;
    }

    private double[] color(SeededRandom random) {
        double[] color = new double[shape.channels()];
        for (int channel = 0; channel < color.length; channel++) {
            color[channel] = random.nextInt(256);
        }
        return color;
    }

    /** Luma according to ITU-R BT.601. */
    private static double brightness(double[] color) {
        return 0.299 * color[0] + 0.587 * color[1] + 0.114 * color[2];
    }
}
