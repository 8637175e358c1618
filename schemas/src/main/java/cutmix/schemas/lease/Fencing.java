package cutmix.schemas.lease;

import cutmix.schemas.failure.Causes;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.InvalidTxnStateException;
import org.apache.kafka.common.errors.ProducerFencedException;

/** Recognizes the failures of a producer that another producer with the same transactional id has fenced. */
public final class Fencing {

    private Fencing() {}

    /**
     * Whether a failure means that the producer was fenced. Kafka has three exceptions for this, one for each state of
     * the transaction. There is a fourth case without an exception: if a commit reaches the broker (4.1.2,
     * {@code TransactionCoordinator.endTransaction}) just before the broker has recorded the fencing, the broker throws
     * an {@code IllegalStateException}, and the producer reports an "unexpected error".
     */
    public static boolean isFencing(Throwable failure) {
        return Causes.of(failure).stream()
                .anyMatch(cause -> cause instanceof ProducerFencedException
                        || cause instanceof InvalidProducerEpochException
                        || cause instanceof InvalidTxnStateException);
    }
}
