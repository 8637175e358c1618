package cutmix.loader.cifar;

import cutmix.loader.dataset.Split;
import java.util.List;

/** A split that reads batch files one after another, up to a limit. */
record CifarSplit(List<CifarBatch> batches, int classes, int size) implements Split {

    static int available(List<CifarBatch> batches) {
        return batches.stream().mapToInt(CifarBatch::size).reduce(0, Math::addExact);
    }

    @Override
    public int label(int index) {
        BatchEntry entry = entry(index);
        return entry.batch().label(entry.index(), classes);
    }

    @Override
    public byte[] pixels(int index) {
        BatchEntry entry = entry(index);
        return entry.batch().pixels(entry.index());
    }

    private BatchEntry entry(int index) {
        if (index < 0 || index >= size) {
            throw new IndexOutOfBoundsException(index);
        }
        int rest = index;
        for (CifarBatch batch : batches) {
            if (rest < batch.size()) {
                return new BatchEntry(batch, rest);
            }
            rest -= batch.size();
        }
        throw new IndexOutOfBoundsException(index);
    }

    private record BatchEntry(CifarBatch batch, int index) {}
}
