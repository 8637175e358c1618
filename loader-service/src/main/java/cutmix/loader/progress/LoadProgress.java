package cutmix.loader.progress;

/** Shows the progress of tasks to the user. */
@FunctionalInterface
public interface LoadProgress {

    /** Starts a task. The caller closes the stage when the task has finished or failed. */
    Stage begin(ProgressTask work);

    /** Receives the progress of a task. Thread-safe. */
    interface Stage extends AutoCloseable {

        /** @param done completed units of the task's total */
        void reach(long done);

        /** Describes the current step in a few words. */
        void detail(String detail);

        @Override
        void close();
    }
}
