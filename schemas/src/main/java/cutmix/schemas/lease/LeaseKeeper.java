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

/** Is in the group of a writer for as long as this candidate writes, or waits to, and keeps its {@link WriterLease} confirmed. */
public final class LeaseKeeper {

    private static final Duration POLL = Duration.ofMillis(100);
    private static final Duration LOOK = Duration.ofSeconds(1);
    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final Duration BRIEFLY = Duration.ofSeconds(1);

    private final WriterGroup group;
    private final ExclusiveWriter writer;
    private final WriterLease lease;
    private final LongSupplier nanoTime;
    private final Consumer<String> notices;
    private final KafkaConsumer<byte[], byte[]> consumer;
    private final Thread thread;
    private volatile OwnerMetadata mark = new OwnerMetadata(UUID.randomUUID().toString(), "");
    private volatile boolean wordIsNew;
    private volatile String found = "";
    // By the thread alone.
    private boolean owner;
    private boolean recognised;
    private boolean waitTold;
    private boolean silenceTold;
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
     * Joins the group; the writer's topic has to exist.
     *
     * @param clientConfig how to reach the brokers
     * @param timeout how long they may take to answer
     * @param lease is held once no other candidate holds it
     * @param nanoTime the lease's clock
     * @param notices take a line that says for whom this candidate waits
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
     * Leaves a word for whoever waits for the lease, which must be held. The brokers have it when this returns.
     *
     * @param word at most 1,000 characters
     * @throws cutmix.schemas.failure.UserException if the lease has ended, or this thread is interrupted, as it then still is
     */
    public void leaveWord(String word) {
        mark = mark.withWord(word);
        wordIsNew = true;
        lease.awaitNewConfirmation();
    }

    /** The word of the writer that this one waited for; empty if it did not wait, or there was none. */
    public String foundWord() {
        return found;
    }

    /**
     * Gives the lease back.
     *
     * @param settled whether the brokers have answered all that was sent. Without, what is under way could arrive after another
     *     candidate has begun: the group is not left, and hands the lease on when its session time-out has passed
     */
    public void close(boolean settled) {
        leaving = settled;
        closing = true;
        consumer.wakeup();
        try {
            if (lease.isHeld()) {
                thread.join();
            } else {
                // Nothing is handed on, and nobody waits for brokers that do not answer. The thread is a daemon, and is
                // not
                // interrupted: Kafka's consumer, interrupted while it closes, logs a stack trace.
                thread.join(PATIENCE.toMillis());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        try {
            tellOfOwner();
            consumer.subscribe(List.of(writer.partition().topic()), new Ownership());
            while (!closing && !lease.isLost()) {
                consumer.poll(POLL);
                long now = nanoTime.getAsLong();
                if (owner
                        && (wordIsNew
                                || now - asked >= writer.times().confirmation().toNanos())) {
                    confirm();
                } else if (!owner && hasJoined() && now - looked >= LOOK.toNanos()) {
                    lookAround();
                }
                tellOfSilence();
            }
        } catch (WakeupException e) {
            // The call that is interrupted when the lease is given back.
        } catch (RuntimeException e) {
            lease.end(group.failure(e));
        } finally {
            consumer.close(CloseOptions.timeout(lease.isHeld() ? writer.times().request() : BRIEFLY)
                    .withGroupMembershipOperation(
                            leaving ? GroupMembershipOperation.LEAVE_GROUP : GroupMembershipOperation.REMAIN_IN_GROUP));
        }
    }

    /** A commit is answered only to a member of the group's present generation, and counts as its heartbeat. */
    private void confirm() {
        asked = nanoTime.getAsLong();
        wordIsNew = false;
        try {
            if (!recognised && !canTakeUp()) {
                lease.lose();
                return;
            }
            consumer.commitSync(
                    Map.of(writer.partition(), new OffsetAndMetadata(0, mark.metadata())),
                    writer.times().request());
            recognised = true;
            silenceTold = false;
            lease.confirm(asked);
        } catch (RebalanceInProgressException | CommitFailedException | TimeoutException e) {
            // The next poll joins the group again, or tells that the lease is lost.
        }
    }

    /** Whether the lease can be taken up: for the first time, or again where nobody else has held it. */
    private boolean canTakeUp() {
        OwnerMetadata last = lastOwner();
        if (lease.isHeld()) {
            return mark.isOfSameOwner(last);
        }
        // After a commit whose answer was lost, the last owner is this one.
        if (waitTold && !mark.isOfSameOwner(last)) {
            found = last.word();
            // Passed on, in case this owner ends before it has a word of its own.
            mark = mark.withWord(found);
        }
        return true;
    }

    private void lookAround() {
        looked = nanoTime.getAsLong();
        try {
            if (lease.isHeld()) {
                if (!mark.isOfSameOwner(lastOwner())) {
                    lease.lose();
                }
            } else if (!waitTold) {
                tellOfOwner();
            }
        } catch (TimeoutException e) {
            // Brokers that are away are asked again.
        }
    }

    /** Whoever gets the lease first commits its own token: so it says who has held it last. */
    private OwnerMetadata lastOwner() {
        OffsetAndMetadata committed = consumer.committed(
                        Set.of(writer.partition()), writer.times().request())
                .get(writer.partition());
        return OwnerMetadata.read(committed == null ? "" : committed.metadata());
    }

    /** Before, the brokers may know this candidate for the owner, and it does not know its own name in the group. */
    private boolean hasJoined() {
        return !consumer.groupMetadata().memberId().isEmpty();
    }

    private void tellOfOwner() {
        looked = nanoTime.getAsLong();
        group.otherOwner(consumer.groupMetadata().memberId()).ifPresent(other -> {
            waitTold = true;
            notices.accept(writer.busy() + " (client " + Printable.of(other.clientId()) + ", host "
                    + Printable.of(other.host())
                    + "); waiting for it to end, or, where it was killed, for up to "
                    + writer.times().session().toSeconds() + " s");
        });
    }

    private void tellOfSilence() {
        if (writer.resumes() && lease.isHeld() && !lease.covers() && !silenceTold) {
            silenceTold = true;
            notices.accept("Kafka has not answered for "
                    + writer.times().session().toSeconds() + " s: nothing is written until it does");
        }
    }

    private final class Ownership implements ConsumerRebalanceListener {

        @Override
        public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
            consumer.pause(partitions);
            // Other partitions, where the topic has got some, give no right to write.
            if (partitions.contains(writer.partition())) {
                owner = true;
                recognised = false;
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
