package cutmix.loader.sample;

import cutmix.loader.dataset.Dataset;
import cutmix.loader.dataset.ImageShape;
import cutmix.loader.dataset.Split;
import java.util.Arrays;
import java.util.List;

/**
 * Ten classes of drawn figures, 32 x 32 x 3. Image i of a split is a pure function of (seed, split, i) and of class i mod
 * 10, so any number of images can be had and every limit is balanced. Place, size, angle, colours and noise vary, and the
 * figure is about as often darker than its background as lighter: texture and shape tell the classes apart, no single
 * pixel does.
 */
public final class SampleDataset implements Dataset {

    private static final ImageShape SHAPE = new ImageShape(32, 32, 3);

    private final SampleSplit train;
    private final SampleSplit test;

    /**
     * @param trainSize images, at least 1
     * @param testSize images, at least 1
     */
    public SampleDataset(long seed, int trainSize, int testSize) {
        train = new SampleSplit(new SampleImages(seed, 0, SHAPE), trainSize);
        test = new SampleSplit(new SampleImages(seed, 1, SHAPE), testSize);
    }

    @Override
    public String name() {
        return "sample";
    }

    @Override
    public List<String> classNames() {
        return Arrays.stream(SampleClass.values()).map(SampleClass::label).toList();
    }

    @Override
    public ImageShape shape() {
        return SHAPE;
    }

    @Override
    public Split train() {
        return train;
    }

    @Override
    public Split test() {
        return test;
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
