package cutmix.trainer.stream.order;

import cutmix.schemas.order.SamplePosition;

/** The content of one position in the training order. */
public sealed interface Sample permits TrainingSample, MissingSample {

    SamplePosition at();

    /** Returns the size in memory. */
    int bytes();
}
