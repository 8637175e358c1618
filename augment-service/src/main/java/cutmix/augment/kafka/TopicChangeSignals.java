package cutmix.augment.kafka;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** Signs that the topics or their dataset are no more those that this worker mixes. {@link MixingRestart} looks into them. */
@Singleton
class TopicChangeSignals {

    /**
     * One sign.
     *
     * @param reason one line
     * @param failure what ends this worker if the topics are the same after all; none where the sign is certain
     */
    record Suspicion(String reason, Optional<RuntimeException> failure) {}

    private final BlockingQueue<Suspicion> signs = new LinkedBlockingQueue<>();

    /** The topics or the dataset are others. */
    void changed(String reason) {
        signs.add(new Suspicion(reason, Optional.empty()));
    }

    /** Something failed, which other topics may be the cause of. */
    void failed(RuntimeException failure) {
        signs.add(new Suspicion(String.valueOf(failure.getMessage()), Optional.of(failure)));
    }

    /** The next sign; none where there is none for this time. */
    Optional<Suspicion> next(Duration patience) throws InterruptedException {
        return Optional.ofNullable(signs.poll(patience.toMillis(), TimeUnit.MILLISECONDS));
    }

    /** Drops the signs that there are. */
    void clear() {
        signs.clear();
    }
}
