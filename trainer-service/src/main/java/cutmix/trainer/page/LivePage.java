package cutmix.trainer.page;

import cutmix.schemas.kafka.Topics;
import cutmix.trainer.page.pipelines.ShownRuns;
import cutmix.trainer.page.state.PageEvent;
import cutmix.trainer.page.state.PageState;
import cutmix.trainer.page.topics.PageBrokers;
import cutmix.trainer.page.topics.TopicReader;
import io.quarkus.runtime.ShutdownEvent;
import io.smallrye.common.annotation.Identifier;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * The state of the live page. A thread reads the topics from the first connection of a browser until some time after
 * the last browser has left.
 */
@ApplicationScoped
class LivePage {

    private static final Duration LINGERS = Duration.ofSeconds(20);

    private final PageState state;
    private final TopicReader reader;
    private int watching;
    private long leftAt;
    private Thread thread;

    LivePage(
            @Identifier("default-kafka-broker") Map<String, Object> clientConfig,
            @ConfigProperty(name = "cutmix.topic-prefix") Optional<String> topicPrefix,
            @ConfigProperty(name = "cutmix.trainer.page-runs", defaultValue = "own") ShownRuns runs) {
        PageBrokers brokers = new PageBrokers(clientConfig, new Topics(topicPrefix.orElse("")));
        state = new PageState(brokers.address());
        reader = new TopicReader(brokers, runs, state, InstantSource.system());
    }

    /** Sends the current state to a listener, and then all changes. */
    void watch(Consumer<PageEvent> listener) {
        synchronized (this) {
            watching++;
            if (thread == null) {
                thread = new Thread(this::read, "live-page");
                thread.setDaemon(true);
                thread.start();
            }
        }
        state.attach(listener);
    }

    /** Removes a listener. */
    void leave(Consumer<PageEvent> listener) {
        state.detach(listener);
        synchronized (this) {
            watching--;
            leftAt = System.nanoTime();
        }
    }

    Optional<byte[]> picture(String id) {
        return state.picture(id);
    }

    private void read() {
        try {
            reader.read(this::isWanted);
        } finally {
            ended();
        }
    }

    /** Ends the reading some time after the last browser has left; the next browser starts a new thread. */
    private synchronized boolean isWanted() {
        if (watching == 0 && System.nanoTime() - leftAt > LINGERS.toNanos()) {
            ended();
        }
        return thread == Thread.currentThread();
    }

    private synchronized void ended() {
        if (thread == Thread.currentThread()) {
            thread = null;
        }
    }

    synchronized void stop(@Observes ShutdownEvent event) {
        // The thread notices this and ends. If it were interrupted, Kafka's clients would log a stack trace while they
        // close.
        thread = null;
    }
}
