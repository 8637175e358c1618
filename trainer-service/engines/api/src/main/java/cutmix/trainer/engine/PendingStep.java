package cutmix.trainer.engine;

/** A step that the device may still be at. */
public interface PendingStep {

    /** Whether {@link #result} need not wait. */
    boolean isDone();

    /** What it came to; waits for it, and for all steps before it. To be asked for once. */
    StepResult result();

    /** A step that has been made. */
    static PendingStep done(StepResult result) {
        return new Done(result);
    }

    /** As {@link #done} makes it. */
    record Done(StepResult result) implements PendingStep {

        @Override
        public boolean isDone() {
            return true;
        }
    }
}
