package cutmix.loader;

import cutmix.schemas.DatasetInfo;

/** Limits how fast epochs may be written. */
interface Pace extends AutoCloseable {

    /** Called with the dataset's description before the first epoch. */
    default void begin(DatasetInfo info) {}

    /** Waits until an epoch may be written. Epochs count from 1. */
    void awaitEpoch(int epoch);

    /** Returns whether the brokers remove old epochs, so that the first records of a topic may be missing. */
    boolean removesOldEpochs();

    @Override
    default void close() {}

    /** Returns a pace that is limited only by the brokers. */
    static Pace unlimited() {
        return new Pace() {

            @Override
            public void awaitEpoch(int epoch) {}

            @Override
            public boolean removesOldEpochs() {
                return false;
            }
        };
    }
}
