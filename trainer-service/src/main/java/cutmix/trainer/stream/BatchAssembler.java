package cutmix.trainer.stream;

import cutmix.schemas.DatasetInfo;
import cutmix.schemas.mixing.MixingSettings;
import cutmix.schemas.order.SamplePosition;
import cutmix.trainer.engine.Batch;
import cutmix.trainer.stream.order.Sample;
import cutmix.trainer.stream.order.TrainingSample;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** Splits a stream of samples into batches. The last batch of an epoch may be smaller. Not thread-safe. */
public final class BatchAssembler {

    private final int epochSize;
    private final int batchSize;
    private final int imageBytes;
    private final int classes;
    private final long bytes;

    /**
     * @param epochSize samples in an epoch of the stream
     * @throws cutmix.schemas.failure.UserException if a batch is too large
     */
    public BatchAssembler(DatasetInfo info, int epochSize, int batchSize) {
        SampleSize sample = SampleSize.of(info);
        sample.requireBatch(Math.min(batchSize, epochSize));
        this.bytes = Math.min(batchSize, epochSize) * sample.bytes();
        this.epochSize = epochSize;
        this.batchSize = batchSize;
        this.imageBytes = info.getHeight() * info.getWidth() * info.getChannels();
        this.classes = info.getClassNames().size();
    }

    /** Returns the memory of a full batch in bytes. */
    public long bytes() {
        return bytes;
    }

    /** Assembles the next batch. Unreadable samples make it smaller. */
    NumberedBatch assemble(Supplier<Sample> samples) {
        Sample sample = samples.get();
        SamplePosition first = sample.at();
        int positions = Math.min(batchSize, epochSize - first.position());
        byte[] pixels = new byte[positions * imageBytes];
        float[] softLabels = new float[positions * classes];
        Set<MixingSettings> mixing = new HashSet<>();
        int size = 0;
        for (int i = 0; i < positions; i++) {
            if (i > 0) {
                sample = samples.get();
            }
            if (sample instanceof TrainingSample training) {
                training.pixels().get(pixels, size * imageBytes, imageBytes);
                System.arraycopy(training.softLabel(), 0, softLabels, size * classes, classes);
                training.mixing().ifPresent(mixing::add);
                size++;
            }
        }
        return new NumberedBatch(first, batch(size, positions, pixels, softLabels), positions - size, mixing);
    }

    private Optional<Batch> batch(int size, int positions, byte[] pixels, float[] softLabels) {
        if (size == 0) {
            return Optional.empty();
        }
        return Optional.of(
                size == positions
                        ? new Batch(size, pixels, softLabels)
                        : new Batch(
                                size,
                                Arrays.copyOf(pixels, size * imageBytes),
                                Arrays.copyOf(softLabels, size * classes)));
    }
}
