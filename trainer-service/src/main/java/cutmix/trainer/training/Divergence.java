package cutmix.trainer.training;

import cutmix.schemas.failure.UserException;
import cutmix.schemas.order.SamplePosition;
import cutmix.trainer.engine.Engine;

/**
 * Ends a training whose numbers are not finite, with one line for the user. Training is deterministic, so a run that
 * resumes from an earlier checkpoint ends at the same step with the same line.
 */
final class Divergence {

    private static final String REMEDY =
            ": use a smaller --batch-size or another --recipe, with which the learning rate is lower, and check the images";

    private Divergence() {}

    /**
     * Checks the loss of a step.
     *
     * @param first position of the batch's first sample
     * @param step counted from 1 in each epoch
     * @throws UserException if the loss is not finite
     */
    static void requireFinite(double loss, SamplePosition first, int step) {
        if (!Double.isFinite(loss)) {
            throw new UserException(
                    "the loss is " + loss + " at " + first + ": training has diverged in step " + step + REMEDY);
        }
    }

    /**
     * Checks a network at the end of an epoch.
     *
     * @param step last step of the epoch
     * @throws UserException if the network is not finite
     */
    static void requireFinite(Engine engine, int epoch, int step) {
        if (!engine.isFinite()) {
            throw new UserException("the weights of the network are no longer finite after epoch " + epoch + ", step "
                    + step + ": training has diverged" + REMEDY);
        }
    }

    /** @throws UserException if the loss is not finite */
    static void requireFinite(Evaluation evaluation, int epoch) {
        if (!Double.isFinite(evaluation.loss())) {
            throw new UserException("the loss on the test images is " + evaluation.loss() + " after epoch " + epoch
                    + ": training has diverged" + REMEDY);
        }
    }
}
