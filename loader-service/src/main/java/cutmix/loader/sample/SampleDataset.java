package cutmix.loader.sample;

import cutmix.loader.dataset.Dataset;
import cutmix.loader.dataset.ImageShape;
import cutmix.loader.dataset.Split;
import java.util.Arrays;

/**
 * Ten classes of drawn figures, 32 x 32 x 3. Image i of a split has class i mod 10 and is a pure function of (seed,
 * split, i), so the number of images is unlimited and every limit is balanced. Position, size, angle, colors and noise
 * vary, and the figure is about equally often darker and lighter than its background. Classes differ in texture and
 * shape, not in any single pixel.
 */
public final class SampleDataset {

    private static final ImageShape SHAPE = new ImageShape(32, 32, 3);

    private SampleDataset() {}

    /**
     * Creates the dataset of a seed.
     *
     * @param trainSize number of images, at least 1
     * @param testSize number of images, at least 1
     */
    public static Dataset of(long seed, int trainSize, int testSize) {
        return new Dataset(
                "sample",
                Arrays.stream(SampleClass.values()).map(SampleClass::label).toList(),
                SHAPE,
                new SampleSplit(new SampleImages(seed, 0, SHAPE), trainSize),
                new SampleSplit(new SampleImages(seed, 1, SHAPE), testSize),
                () -> {});
    }

    private record SampleSplit(SampleImages images, int size) implements Split {

        @Override
        public int label(int index) {
            return images.classOf(index).ordinal();
        }

        @Override
        public byte[] pixels(int index) {
            return images.pixels(index);
        }
    }
}
