package cutmix.trainer.stream;

import cutmix.schemas.mixing.MixingSettings;
import cutmix.schemas.order.SamplePosition;
import cutmix.trainer.engine.Batch;
import java.util.Optional;
import java.util.Set;

/**
 * A batch and where it stands in the training order: it holds the samples from {@code first} on, of one epoch.
 *
 * @param first the place of its first sample
 * @param batch the samples that could be read; empty where none could
 * @param skipped how many could not be read
 * @param mixing by which its samples were mixed, as far as their records say so: one record in each block does
 */
public record NumberedBatch(SamplePosition first, Optional<Batch> batch, int skipped, Set<MixingSettings> mixing) {

    public NumberedBatch {
        mixing = Set.copyOf(mixing);
    }

    /** One whose records do not say how they were mixed. */
    public NumberedBatch(SamplePosition first, Optional<Batch> batch, int skipped) {
        this(first, batch, skipped, Set.of());
    }

    /** Samples that can be trained. */
    public int samples() {
        return batch.map(Batch::size).orElse(0);
    }

    /** Positions of the epoch that it accounts for. */
    public int positions() {
        return samples() + skipped;
    }
}
