package cutmix.trainer.stream.order;

import cutmix.schemas.order.SamplePosition;

/** What the training order has at one position. */
public sealed interface Sample permits TrainingSample, MissingSample {

    SamplePosition at();

    /** What it takes in memory. */
    int bytes();
}
