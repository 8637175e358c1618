package cutmix.loader;

import cutmix.schemas.DatasetInfo;

/** How fast epochs may be written. */
interface Pace extends AutoCloseable {

    /** Says what is loaded, before the first epoch. */
    default void begin(DatasetInfo info) {}

    /** Returns once an epoch may be written; epochs count from 1. */
    void awaitTurnOf(int epoch);

    /** Whether the brokers remove old epochs, so that a topic may have lost its beginning. */
    boolean removesOldEpochs();

    @Override
    default void close() {}

    /** As fast as the brokers take them. */
    static Pace unlimited() {
        return new Pace() {

            @Override
            public void awaitTurnOf(int epoch) {}

            @Override
            public boolean removesOldEpochs() {
                return false;
            }
        };
    }
}
