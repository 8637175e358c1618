package cutmix.trainer.stream;

import cutmix.schemas.SamplePosition;

/** What the training order has at one position. */
sealed interface Sample permits TrainingSample, MissingSample {

    SamplePosition at();

    /** What it takes in memory. */
    int bytes();
}
