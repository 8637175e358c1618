package cutmix.augment.health;

import java.time.Duration;
import java.util.OptionalDouble;
import java.util.function.LongSupplier;

/**
 * Health of a worker. A worker that waits for the loader or for a topic is live but not ready. A worker that has joined
 * its group is ready, with or without partitions, and live as long as it polls, with or without records.
 */
public final class WorkerHealth {

    private final ConsumerLiveness liveness;
    private final Duration pollLimit;
    private final LongSupplier nanoTime;
    private boolean joining;
    private boolean waiting;
    private long joiningSince;
    private Duration heartbeatLimit = Duration.ZERO;

    /**
     * @param pollLimit maximum duration of a poll, including a rebalance
     * @param nanoTime the clock, in nanoseconds
     */
    public WorkerHealth(ConsumerLiveness liveness, Duration pollLimit, LongSupplier nanoTime) {
        this.liveness = liveness;
        this.pollLimit = pollLimit;
        this.nanoTime = nanoTime;
    }

    /**
     * Called when the dataset's description exists and polling begins.
     *
     * @param sessionTimeout time for which a member of the group may be silent
     */
    public synchronized void joins(Duration sessionTimeout) {
        heartbeatLimit = sessionTimeout;
        joining = true;
        joiningSince = nanoTime.getAsLong();
    }

    /** Sets whether a topic that this worker needs is missing. */
    public synchronized void waits(boolean forTopic) {
        waiting = forTopic;
    }

    synchronized boolean isLive() {
        return !joining || liveness.secondsSincePoll().orElse(secondsSinceJoining()) <= pollLimit.toSeconds();
    }

    synchronized boolean isReady() {
        OptionalDouble heartbeat = liveness.secondsSinceHeartbeat();
        return joining && !waiting && heartbeat.isPresent() && heartbeat.getAsDouble() <= heartbeatLimit.toSeconds();
    }

    private double secondsSinceJoining() {
        return (nanoTime.getAsLong() - joiningSince) / 1e9;
    }
}
