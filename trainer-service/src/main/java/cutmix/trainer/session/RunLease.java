package cutmix.trainer.session;

import cutmix.schemas.EpochMetrics;
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
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.Admin;

/** The right to train one run, which one trainer has at a time. Told of each step, it ends the training once the right is lost. */
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
     * Asks for it.
     *
     * @param clientConfig how to reach the brokers
     * @param timeout how long they may take to answer
     * @param writer the trainer of the run, whose topic exists
     * @param notices take a line that says for whom this trainer waits
     * @param end is run when the lease is lost, or cannot be had, in another thread
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

    /** Names the run in one line, with its brokers, once the lease is held: equal for all trainers of the run, and for no others. */
    public String owner() {
        return lease.writer().group() + " at Kafka cluster " + cluster;
    }

    /**
     * Waits for the trainers that came before.
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
     * The id of the run that another trainer trained while this one waited for it.
     *
     * @param identity of the run that this trainer is to train; empty is returned if the other one trained a different run
     */
    public Optional<String> idOfPredecessor(RunIdentity identity) {
        String found = keeper.foundWord();
        String suffix = " " + identity.fingerprint();
        return Optional.of(found)
                .filter(word -> word.endsWith(suffix))
                .map(word -> word.substring(0, word.length() - suffix.length()))
                .filter(id -> !id.isEmpty());
    }

    /**
     * Tells the run's id to trainers that wait for this one; the brokers have it when this returns.
     *
     * @throws UserException if another trainer has taken over
     */
    public void announce(Checkpoint run) throws InterruptedException {
        interruptibly(() -> keeper.leaveWord(run.id() + " " + run.run().fingerprint()));
    }

    /**
     * Waits until the brokers have just confirmed it.
     *
     * @throws UserException if another trainer has taken over, or this thread is interrupted, as it then still is
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
        // Whoever publishes it asks for a confirmation.
    }

    /** Hands it on. Whatever this trainer has under way is void then: its producer is fenced by the next one's. */
    @Override
    public void close() {
        keeper.close(true);
    }

    private static String clusterId(Map<String, Object> clientConfig, Duration timeout) {
        Object brokers = clientConfig.get(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG);
        Map<String, Object> config = new HashMap<>(clientConfig);
        config.put(CommonClientConfigs.DEFAULT_API_TIMEOUT_MS_CONFIG, Math.toIntExact(timeout.toMillis()));
        config.put(CommonClientConfigs.REQUEST_TIMEOUT_MS_CONFIG, Math.toIntExact(timeout.toMillis()));
        try (Admin admin = Admin.create(config)) {
            return admin.describeCluster().clusterId().get();
        } catch (ExecutionException e) {
            throw BrokerFailure.of(brokers, timeout, e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UserException("interrupted while waiting for Kafka at " + brokers + ": run again to go on", e);
        }
    }
}
