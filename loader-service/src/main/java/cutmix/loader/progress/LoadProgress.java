package cutmix.loader.progress;

/** Shows the user how far the work has come. */
@FunctionalInterface
public interface LoadProgress {

    /** Begins a piece of work; the caller closes the stage when it is through, or has failed. */
    Stage begin(ProgressTask work);

    /** Where a piece of work is reported. Safe for use by several threads. */
    interface Stage extends AutoCloseable {

        /** @param done of the work's total, counted from 0 */
        void reach(long done);

        /** A few words on where in the work we are. */
        void detail(String detail);

        @Override
        void close();
    }
}
