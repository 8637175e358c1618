package cutmix.augment.group;

import cutmix.schemas.failure.Causes;
import cutmix.schemas.failure.SettingException;
import cutmix.schemas.failure.UserException;
import cutmix.schemas.kafka.BrokerFailure;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.logging.Filter;
import java.util.logging.LogRecord;
import org.apache.kafka.common.errors.FencedInstanceIdException;
import org.apache.kafka.common.errors.GroupAuthorizationException;
import org.apache.kafka.common.errors.GroupMaxSizeReachedException;
import org.apache.kafka.common.errors.InvalidRequestException;
import org.apache.kafka.common.errors.UnreleasedInstanceIdException;
import org.apache.kafka.common.errors.UnsupportedAssignorException;
import org.apache.kafka.common.errors.UnsupportedVersionException;

/**
 * Detects failures after which a consumer with the group protocol {@code consumer} never rejoins its group. The consumer
 * throws such a failure from one poll, and returns no records from later polls. SmallRye only logs the failure and polls
 * again, so this class is a filter of its log.
 */
final class LostMembership implements Filter {

    /** Errors with which brokers refuse or remove a member. */
    private static final Set<Class<?>> REFUSALS = Set.of(
            GroupAuthorizationException.class,
            GroupMaxSizeReachedException.class,
            UnsupportedAssignorException.class,
            UnreleasedInstanceIdException.class,
            FencedInstanceIdException.class,
            InvalidRequestException.class);

    private final Object brokers;
    private final Consumer<Throwable> found;

    /**
     * @param brokers configured addresses of the brokers
     * @param found receives the failure that ends the worker, in the thread that logs
     */
    LostMembership(Object brokers, Consumer<Throwable> found) {
        this.brokers = brokers;
        this.found = found;
    }

    /**
     * Returns whether the record is unrelated to such a failure. A detected failure is reported in one line instead of
     * being logged.
     */
    @Override
    public boolean isLoggable(LogRecord record) {
        Optional<UserException> lost = reason(record.getThrown());
        lost.ifPresent(found);
        return lost.isEmpty();
    }

    private Optional<UserException> reason(Throwable failure) {
        for (Throwable cause : Causes.of(failure)) {
            if (cause instanceof UnsupportedVersionException) {
                return Optional.of(new SettingException(
                        "Kafka at " + brokers
                                + " does not support the group protocol consumer, which KAFKA_GROUP_PROTOCOL"
                                + " selects: unset it, or upgrade the brokers to Kafka 4.0 or later, with the feature"
                                + " group.version 1",
                        cause));
            }
            if (REFUSALS.contains(cause.getClass())) {
                return Optional.of(BrokerFailure.failed(brokers, cause));
            }
        }
        return Optional.empty();
    }
}
