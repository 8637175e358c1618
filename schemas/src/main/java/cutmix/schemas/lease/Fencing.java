package cutmix.schemas.lease;

import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.InvalidTxnStateException;
import org.apache.kafka.common.errors.ProducerFencedException;

/** How a transactional producer learns that another one with its transactional id has come after it. */
public final class Fencing {

    private Fencing() {}

    /**
     * Whether a failure says so. Kafka has three names for it, by how far the transaction is. There is a fourth case that has
     * none: a commit that meets the broker (4.1.2, {@code TransactionCoordinator.endTransaction}) just before it has written
     * down that this producer is fenced fails there with an {@code IllegalStateException}, and here as an "unexpected error".
     */
    public static boolean tellsOf(Throwable failure) {
        return failure instanceof ProducerFencedException
                || failure instanceof InvalidProducerEpochException
                || failure instanceof InvalidTxnStateException
                || failure.getCause() != null && tellsOf(failure.getCause());
    }
}
