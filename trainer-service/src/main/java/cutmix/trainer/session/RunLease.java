package cutmix.trainer.session;

import cutmix.schemas.EpochMetrics;
import cutmix.schemas.client.ClientSettings;
import cutmix.schemas.failure.UserException;
import cutmix.schemas.kafka.BrokerFailure;
import cutmix.schemas.lease.ExclusiveWriter;
import cutmix.schemas.lease.LeaseKeeper;
import cutmix.schemas.lease.WriterLease;
import cutmix.trainer.checkpoint.Checkpoint;
import cutmix.trainer.checkpoint.RunIdentity;
import cutmix.trainer.checkpoint.WritePermission;
import cutmix.trainer.training.TrainingListener;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.Admin;

/**
 * The lease of a run, which one trainer holds at a time. As a listener, it ends the training when the lease is lost.
 */
public final class RunLease implements WritePermission, TrainingListener, AutoCloseable {

    private final WriterLease lease;
    private final LeaseKeeper keeper;
    private final Map<String, Object> clientConfig;
    private final Duration timeout;
    private String cluster = "";

    private RunLease(WriterLease lease, LeaseKeeper keeper, Map<String, Object> clientConfig, Duration timeout) {
        this.lease = lease;
        this.keeper = keeper;
        this.clientConfig = clientConfig;
        this.timeout = timeout;
    }

    /**
     * Requests the lease.
     *
     * @param clientConfig connection to the brokers
     * @param timeout how long the brokers may take to answer
     * @param writer trainer of the run; its topic exists
     * @param notices receives lines that name the trainer that holds the lease
     * @param end called in another thread when the lease is lost or cannot be acquired
     */
    static RunLease join(
            Map<String, Object> clientConfig,
            Duration timeout,
            ExclusiveWriter writer,
            Consumer<String> notices,
            Runnable end) {
        WriterLease lease = new WriterLease(writer, System::nanoTime, end);
        LeaseKeeper keeper = LeaseKeeper.join(clientConfig, timeout, lease, System::nanoTime, notices);
        return new RunLease(lease, keeper, clientConfig, timeout);
    }

    /**
     * Returns one line that identifies the run and its Kafka cluster. It is equal for all trainers of the run.
     * Available when the lease is held.
     */
    public String owner() {
        return lease.writer().group() + " at Kafka cluster " + cluster;
    }

    /**
     * Waits until previous trainers have released the lease.
     *
     * @throws UserException if the brokers do not answer
     */
    public void await() throws InterruptedException {
        interruptibly(() -> {
            lease.awaitHeld();
            cluster = clusterId(clientConfig, timeout);
        });
    }

    private void interruptibly(Runnable wait) throws InterruptedException {
        try {
            wait.run();
        } catch (UserException e) {
            if (Thread.interrupted()) {
                lease.checkNotEnded();
                throw new InterruptedException();
            }
            throw e;
        }
    }

    /**
     * Returns the id of the run that another trainer trained while this one waited for it.
     *
     * @param identity identity of this trainer's run; the result is empty if the other run had a different one
     */
    public Optional<String> idOfPredecessor(RunIdentity identity) {
        String found = keeper.foundMessage();
        String suffix = " " + identity.fingerprint();
        return Optional.of(found)
                .filter(word -> word.endsWith(suffix))
                .map(word -> word.substring(0, word.length() - suffix.length()))
                .filter(id -> !id.isEmpty());
    }

    /**
     * Announces the run's id to waiting trainers. The brokers have stored it when this method returns.
     *
     * @throws UserException if another trainer has taken over
     */
    public void announce(Checkpoint run) throws InterruptedException {
        interruptibly(() -> keeper.leaveMessage(run.id() + " " + run.run().fingerprint()));
    }

    /**
     * Waits until the brokers confirm the lease.
     *
     * @throws UserException if another trainer has taken over, or this thread is interrupted; the interrupt flag
     * remains set
     */
    void confirm() {
        lease.check();
    }

    @Override
    public boolean isCertain() {
        return lease.covers();
    }

    @Override
    public void check() {
        lease.checkNotEnded();
    }

    @Override
    public void batchAwaited() {
        check();
    }

    @Override
    public void batchEvaluated() {
        check();
    }

    @Override
    public void epochEnded(EpochMetrics metrics) {
        // The publisher of the epoch confirms the lease.
    }

    /** Releases the lease. The next trainer's producer fences this one's, so nothing more can be published. */
    @Override
    public void close() {
        keeper.close(true);
    }

    private static String clusterId(Map<String, Object> clientConfig, Duration timeout) {
        Object brokers = clientConfig.get(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG);
        try (Admin admin = Admin.create(ClientSettings.answeredWithin(timeout, clientConfig))) {
            return admin.describeCluster().clusterId().get();
        } catch (ExecutionException e) {
            throw BrokerFailure.of(brokers, timeout, e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UserException("interrupted while waiting for Kafka at " + brokers + ": run again to resume", e);
        }
    }
}
