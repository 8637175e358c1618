package cutmix.augment.kafka;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** Signals that the topics or their dataset may have been replaced. {@link MixingRestart} checks them. */
@Singleton
class TopicChangeSignals {

    /**
     * A signal.
     *
     * @param reason the reason, in one line
     * @param failure the failure that ends this worker if the topics are unchanged; empty if the change is certain
     */
    record ChangeSignal(String reason, Optional<RuntimeException> failure) {}

    private final BlockingQueue<ChangeSignal> pending = new LinkedBlockingQueue<>();

    /** Signals that the topics or the dataset have been replaced. */
    void changed(String reason) {
        pending.add(new ChangeSignal(reason, Optional.empty()));
    }

    /** Signals a failure that replaced topics may have caused. */
    void failed(RuntimeException failure) {
        pending.add(new ChangeSignal(String.valueOf(failure.getMessage()), Optional.of(failure)));
    }

    /** Returns the next signal; empty if none arrives in time. */
    Optional<ChangeSignal> next(Duration maxWait) throws InterruptedException {
        return Optional.ofNullable(pending.poll(maxWait.toMillis(), TimeUnit.MILLISECONDS));
    }

    /** Drops all pending signals. */
    void clear() {
        pending.clear();
    }
}
