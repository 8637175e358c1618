package cutmix.trainer.stream;

import cutmix.schemas.DatasetInfo;
import cutmix.schemas.SamplePosition;
import cutmix.trainer.engine.Batch;
import java.util.function.Supplier;

/** Cuts a stream of samples into batches; the last one of an epoch may be smaller. Not thread-safe. */
final class BatchAssembler {

    private final int epochSize;
    private final int batchSize;
    private final int imageBytes;
    private final int classes;

    /** @param epochSize samples in an epoch of the stream */
    BatchAssembler(DatasetInfo info, int epochSize, int batchSize) {
        this.epochSize = epochSize;
        this.batchSize = batchSize;
        this.imageBytes = info.getHeight() * info.getWidth() * info.getChannels();
        this.classes = info.getClassNames().size();
    }

    NumberedBatch assemble(Supplier<TrainingSample> samples) {
        TrainingSample sample = samples.get();
        SamplePosition first = sample.at();
        int size = Math.min(batchSize, epochSize - first.position());
        byte[] pixels = new byte[size * imageBytes];
        float[] softLabels = new float[size * classes];
        for (int i = 0; i < size; i++) {
            if (i > 0) {
                sample = samples.get();
            }
            sample.pixels().get(pixels, i * imageBytes, imageBytes);
            System.arraycopy(sample.softLabel(), 0, softLabels, i * classes, classes);
        }
        return new NumberedBatch(first, new Batch(size, pixels, softLabels));
    }
}
