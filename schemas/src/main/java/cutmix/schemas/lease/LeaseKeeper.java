package cutmix.schemas.lease;

import cutmix.schemas.text.Printable;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.CloseOptions.GroupMembershipOperation;
import org.apache.kafka.clients.consumer.CommitFailedException;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RebalanceInProgressException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.WakeupException;

/**
 * A member of a writer's consumer group. It stays in the group while this candidate writes or waits to write, and keeps
 * its {@link WriterLease} confirmed.
 */
public final class LeaseKeeper {

    private static final Duration POLL = Duration.ofMillis(100);
    private static final Duration LOOK = Duration.ofSeconds(1);
    private static final Duration CLOSE_LIMIT = Duration.ofSeconds(2);
    private static final Duration SHORT_CLOSE = Duration.ofSeconds(1);

    private final WriterGroup group;
    private final ExclusiveWriter writer;
    private final WriterLease lease;
    private final LongSupplier nanoTime;
    private final Consumer<String> notices;
    private final KafkaConsumer<byte[], byte[]> consumer;
    private final Thread thread;
    private volatile OwnerMetadata mark = new OwnerMetadata(UUID.randomUUID().toString(), "");
    private volatile boolean messageIsNew;
    private volatile String found = "";
    // Used only by the keeper's thread.
    private boolean owner;
    private boolean recognized;
    private boolean waitReported;
    private boolean silenceReported;
    private long asked;
    private long looked;
    private volatile boolean closing;
    private volatile boolean leaving;

    private LeaseKeeper(WriterGroup group, WriterLease lease, LongSupplier nanoTime, Consumer<String> notices) {
        this.group = group;
        this.writer = lease.writer();
        this.lease = lease;
        this.nanoTime = nanoTime;
        this.notices = notices;
        this.consumer = group.consumer();
        this.thread = new Thread(this::run, "writer-lease");
        this.thread.setDaemon(true);
    }

    /**
     * Joins the group. The writer's topic must exist.
     *
     * @param clientConfig connection to the brokers
     * @param timeout how long the brokers may take to answer
     * @param lease lease to keep confirmed as soon as no other candidate holds it
     * @param nanoTime the lease's clock
     * @param notices receives a line that names the writer for which this candidate waits
     */
    public static LeaseKeeper join(
            Map<String, Object> clientConfig,
            Duration timeout,
            WriterLease lease,
            LongSupplier nanoTime,
            Consumer<String> notices) {
        WriterGroup group = new WriterGroup(clientConfig, timeout, lease.writer());
        LeaseKeeper keeper = new LeaseKeeper(group, lease, nanoTime, notices);
        keeper.thread.start();
        return keeper;
    }

    /**
     * Leaves a short message for the next owner of the lease. This process must hold the lease. When this method
     * returns, the brokers have stored the message.
     *
     * @param message the message, of at most 1,000 characters
     * @throws cutmix.schemas.failure.UserException if the lease has ended, or if this thread is interrupted; it then
     *     stays interrupted
     */
    public void leaveMessage(String message) {
        mark = mark.withMessage(message);
        messageIsNew = true;
        lease.awaitNewConfirmation();
    }

    /**
     * Returns the message of the previous owner; empty if this candidate did not wait for one, or if there was no
     * message.
     */
    public String foundMessage() {
        return found;
    }

    /**
     * Returns the lease.
     *
     * @param settled whether the brokers have acknowledged all records. Otherwise, records in flight could arrive after
     *     another candidate has started; this member then does not leave the group, and the next candidate gets the
     *     lease after the session timeout
     */
    public void close(boolean settled) {
        leaving = settled;
        closing = true;
        consumer.wakeup();
        try {
            if (lease.isHeld()) {
                thread.join();
            } else {
                // This process does not hold the lease, so there is no need to wait for brokers that do not answer. The
                // daemon thread is not interrupted, because Kafka's consumer logs a stack trace if it is interrupted
                // while it closes.
                thread.join(CLOSE_LIMIT.toMillis());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        try {
            reportOwner();
            consumer.subscribe(List.of(writer.partition().topic()), new Ownership());
            while (!closing && !lease.isLost()) {
                consumer.poll(POLL);
                long now = nanoTime.getAsLong();
                if (owner
                        && (messageIsNew
                                || now - asked >= writer.times().confirmation().toNanos())) {
                    confirm();
                } else if (!owner && hasJoined() && now - looked >= LOOK.toNanos()) {
                    checkOwner();
                }
                reportSilence();
            }
        } catch (WakeupException e) {
            // The release of the lease has interrupted this call.
        } catch (RuntimeException e) {
            lease.end(group.failure(e));
        } finally {
            consumer.close(CloseOptions.timeout(lease.isHeld() ? writer.times().request() : SHORT_CLOSE)
                    .withGroupMembershipOperation(
                            leaving ? GroupMembershipOperation.LEAVE_GROUP : GroupMembershipOperation.REMAIN_IN_GROUP));
        }
    }

    /**
     * Confirms the lease by a commit, which succeeds only for a member of the group's current generation, and counts as
     * a heartbeat.
     */
    private void confirm() {
        asked = nanoTime.getAsLong();
        messageIsNew = false;
        try {
            if (!recognized && !canTakeUp()) {
                lease.lose();
                return;
            }
            consumer.commitSync(
                    Map.of(writer.partition(), new OffsetAndMetadata(0, mark.metadata())),
                    writer.times().request());
            recognized = true;
            silenceReported = false;
            lease.confirm(asked);
        } catch (RebalanceInProgressException | CommitFailedException | TimeoutException e) {
            // The next poll rejoins the group, or shows that the lease is lost.
        }
    }

    /**
     * Whether this candidate may take the lease: for the first time, or again if no other candidate has held it since.
     */
    private boolean canTakeUp() {
        OwnerMetadata last = lastOwner();
        if (lease.isHeld()) {
            return mark.isOfSameOwner(last);
        }
        // If the response to a commit was lost, this candidate itself may be the last owner.
        if (waitReported && !mark.isOfSameOwner(last)) {
            found = last.message();
            // Committed again, in case this owner ends before it leaves its own message.
            mark = mark.withMessage(found);
        }
        return true;
    }

    private void checkOwner() {
        looked = nanoTime.getAsLong();
        try {
            if (lease.isHeld()) {
                if (!mark.isOfSameOwner(lastOwner())) {
                    lease.lose();
                }
            } else if (!waitReported) {
                reportOwner();
            }
        } catch (TimeoutException e) {
            // Retries while the brokers do not answer.
        }
    }

    /** Returns the metadata of the last owner. Each new owner first commits its own token. */
    private OwnerMetadata lastOwner() {
        OffsetAndMetadata committed = consumer.committed(
                        Set.of(writer.partition()), writer.times().request())
                .get(writer.partition());
        return OwnerMetadata.read(committed == null ? "" : committed.metadata());
    }

    /**
     * Returns whether this candidate knows its own member id. The brokers may list it as the owner before it knows its
     * id.
     */
    private boolean hasJoined() {
        return !consumer.groupMetadata().memberId().isEmpty();
    }

    private void reportOwner() {
        looked = nanoTime.getAsLong();
        group.otherOwner(consumer.groupMetadata().memberId()).ifPresent(other -> {
            waitReported = true;
            notices.accept(writer.busy() + " (client " + Printable.of(other.clientId()) + ", host "
                    + Printable.of(other.host())
                    + "); waiting for it to end, or, where it was killed, for up to "
                    + writer.times().session().toSeconds() + " s");
        });
    }

    private void reportSilence() {
        if (writer.resumes() && lease.isHeld() && !lease.covers() && !silenceReported) {
            silenceReported = true;
            notices.accept("Kafka has not answered for "
                    + writer.times().session().toSeconds() + " s: nothing is written until it does");
        }
    }

    private final class Ownership implements ConsumerRebalanceListener {

        @Override
        public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
            consumer.pause(partitions);
            // Only this partition gives the right to write, even if the topic has others.
            if (partitions.contains(writer.partition())) {
                owner = true;
                recognized = false;
                asked = nanoTime.getAsLong() - writer.times().confirmation().toNanos();
            }
        }

        @Override
        public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
            if (partitions.contains(writer.partition()) && !closing) {
                owner = false;
                if (!writer.resumes()) {
                    lease.lose();
                }
            }
        }
    }
}
