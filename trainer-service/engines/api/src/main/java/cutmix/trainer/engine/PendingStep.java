package cutmix.trainer.engine;

/** A step that may still be running on the device. */
public interface PendingStep {

    /** Returns whether {@link #result} returns without waiting. */
    boolean isDone();

    /** Waits for this step and all steps before it, and returns the result of this step. Call it only once. */
    StepResult result();

    /** Wraps the result of a finished step. */
    static PendingStep done(StepResult result) {
        return new Done(result);
    }

    /** A finished step. */
    record Done(StepResult result) implements PendingStep {

        @Override
        public boolean isDone() {
            return true;
        }
    }
}
