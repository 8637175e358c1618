package cutmix.trainer.stream;

import cutmix.schemas.SamplePosition;
import cutmix.trainer.engine.Batch;

/**
 * A batch and where it stands in the training order: it holds the samples from {@code first} on, of one epoch.
 *
 * @param first the place of its first sample
 */
public record NumberedBatch(SamplePosition first, Batch batch) {}
