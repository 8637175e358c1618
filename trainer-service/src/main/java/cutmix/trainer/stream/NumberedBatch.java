package cutmix.trainer.stream;

import cutmix.schemas.mixing.MixingSettings;
import cutmix.schemas.order.SamplePosition;
import cutmix.trainer.engine.Batch;
import java.util.Optional;
import java.util.Set;

/**
 * A batch and its position in the training order. Its samples start at {@code first} and belong to one epoch.
 *
 * @param first position of the first sample
 * @param batch the readable samples; empty if all were unreadable
 * @param skipped number of unreadable samples
 * @param mixing mixing settings of the samples; one record in each block states them
 */
public record NumberedBatch(SamplePosition first, Optional<Batch> batch, int skipped, Set<MixingSettings> mixing) {

    public NumberedBatch {
        mixing = Set.copyOf(mixing);
    }

    /** Creates a batch whose records do not state how they were mixed. */
    public NumberedBatch(SamplePosition first, Optional<Batch> batch, int skipped) {
        this(first, batch, skipped, Set.of());
    }

    /** Returns the number of readable samples. */
    public int samples() {
        return batch.map(Batch::size).orElse(0);
    }

    /** Returns the number of positions in the epoch, including skipped ones. */
    public int positions() {
        return samples() + skipped;
    }
}
