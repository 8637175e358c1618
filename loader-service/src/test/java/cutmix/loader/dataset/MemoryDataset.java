package cutmix.loader.dataset;

import java.util.List;

/** A dataset of given images with ascending labels. */
public final class MemoryDataset {

    private MemoryDataset() {}

    public static Dataset of(
            String name, List<String> classNames, ImageShape shape, List<byte[]> trainPixels, List<byte[]> testPixels) {
        return new Dataset(
                name,
                classNames,
                shape,
                new MemorySplit(trainPixels, classNames.size()),
                new MemorySplit(testPixels, classNames.size()),
                () -> {});
    }

    private record MemorySplit(List<byte[]> images, int classes) implements Split {

        @Override
        public int size() {
            return images.size();
        }

        @Override
        public int label(int index) {
            return index % classes;
        }

        @Override
        public byte[] pixels(int index) {
            return images.get(index).clone();
        }
    }
}
