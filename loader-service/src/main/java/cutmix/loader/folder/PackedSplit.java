package cutmix.loader.folder;

import cutmix.loader.dataset.Split;

/** A split of decoded images, in the dataset's order. */
final class PackedSplit implements Split {

    private final PackedImages images;
    private final int[] slots;
    private final int[] labels;

    /**
     * @param slots slots of the images, in their order
     * @param labels labels of the images, in their order
     */
    PackedSplit(PackedImages images, int[] slots, int[] labels) {
        this.images = images;
        this.slots = slots;
        this.labels = labels;
    }

    @Override
    public int size() {
        return slots.length;
    }

    @Override
    public int label(int index) {
        return labels[index];
    }

    @Override
    public byte[] pixels(int index) {
        return images.read(slots[index]);
    }
}
