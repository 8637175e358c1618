package cutmix.augment.health;

import java.time.Duration;
import java.util.OptionalDouble;
import java.util.function.LongSupplier;

/**
 * What an orchestrator asks a worker. A worker that waits for the loader, or for a topic, is live, and not ready. One that has joined its group
 * is ready, whether it has partitions or stands by, and live for as long as it polls, whether records come or not.
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
     * @param pollLimit how long a poll may take, with what a rebalance does in it
     * @param nanoTime the clock, in nanoseconds
     */
    public WorkerHealth(ConsumerLiveness liveness, Duration pollLimit, LongSupplier nanoTime) {
        this.liveness = liveness;
        this.pollLimit = pollLimit;
        this.nanoTime = nanoTime;
    }

    /**
     * The dataset's description is there: polling begins.
     *
     * @param sessionTimeout how long a member of the group may be silent
     */
    public synchronized void joins(Duration sessionTimeout) {
        heartbeatLimit = sessionTimeout;
        joining = true;
        joiningSince = nanoTime.getAsLong();
    }

    /** Whether a topic is missing that this worker needs. */
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
