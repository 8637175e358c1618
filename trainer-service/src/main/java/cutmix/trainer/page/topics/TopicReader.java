package cutmix.trainer.page.topics;

import cutmix.schemas.DatasetInfo;
import cutmix.schemas.MixedImage;
import cutmix.schemas.deadletter.UnreadableRecords;
import cutmix.schemas.failure.UserException;
import cutmix.schemas.kafka.Topics;
import cutmix.schemas.order.SamplePosition;
import cutmix.trainer.page.pipelines.ShownPipelines;
import cutmix.trainer.page.pipelines.ShownRuns;
import cutmix.trainer.page.state.NewestRuns;
import cutmix.trainer.page.state.PageState;
import cutmix.trainer.page.state.PipelineView;
import cutmix.trainer.page.state.SamplesView;
import cutmix.trainer.page.state.ShownSample;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the page's state up to date from the topics. If the brokers do not answer, the reader retries, and then reads
 * all topics again from the beginning, because they may have been recreated.
 */
public final class TopicReader {

    private static final Logger LOGGER = LoggerFactory.getLogger(TopicReader.class);
    private static final Duration POLL = Duration.ofMillis(250);
    private static final long PIPELINE_MILLIS = 2_000;
    private static final long RETRY_MILLIS = 2_000;
    private static final int SAMPLES = 12;

    private final PageBrokers brokers;
    private final ShownPipelines pipelines;
    private final PageState state;
    private final InstantSource time;
    private final UnreadableRecords unreadable = new UnreadableRecords(line -> LOGGER.warn("The live page: {}", line));

    /** @param brokers brokers with the topics of the configured prefix */
    public TopicReader(PageBrokers brokers, ShownRuns runs, PageState state, InstantSource time) {
        this.brokers = brokers;
        this.pipelines = new ShownPipelines(brokers.topics(), runs);
        this.state = state;
        this.time = time;
    }

    /** Reads until {@code wanted} is false or this thread is interrupted. */
    public void read(BooleanSupplier wanted) {
        boolean warned = false;
        while (wanted.getAsBoolean()) {
            try (Admin admin = brokers.admin()) {
                TopicList list = new TopicList(admin);
                PageBrokers latest = brokers.with(pipelines.latest(list.names(), list::newest));
                try (RunTopics runs = new RunTopics(latest, pipelines, unreadable);
                        MixedSampleReader mixed = new MixedSampleReader(latest, unreadable)) {
                    follow(latest.topics(), admin, runs, mixed, wanted);
                }
                warned = false;
            } catch (KafkaException | UserException e) {
                state.away();
                if (Thread.currentThread().isInterrupted()) {
                    return;
                }
                if (!warned) {
                    LOGGER.warn("The live page is waiting for Kafka at {}: {}", brokers.address(), e.getMessage());
                    warned = true;
                }
                if (!pause()) {
                    return;
                }
            } catch (RuntimeException e) {
                // A bug. Browsers keep their data, and show that the connection is lost.
                state.away();
                if (!warned) {
                    LOGGER.error("The live page cannot show the topics, and tries again", e);
                    warned = true;
                }
                if (!pause()) {
                    return;
                }
            }
        }
    }

    /** Returns when the state is no longer wanted, a topic was deleted, or another pipeline has the newest dataset. */
    private void follow(Topics topics, Admin admin, RunTopics runs, MixedSampleReader mixed, BooleanSupplier wanted) {
        TopicList list = new TopicList(admin);
        AugmentGroup workers = new AugmentGroup(admin, topics);
        Optional<NewestRuns> history = Optional.of(new NewestRuns());
        long lookedAt = Long.MIN_VALUE;
        while (wanted.getAsBoolean()) {
            long now = time.millis();
            boolean looks = lookedAt + PIPELINE_MILLIS <= now;
            Set<String> existing = Set.of();
            if (looks) {
                existing = list.names();
                if (!pipelines.latest(existing, list::newest).equals(topics) || !runs.follow(existing)) {
                    return;
                }
                lookedAt = now;
            }
            Consumer<NewestRuns> records = runs.poll(POLL);
            history.ifPresentOrElse(records, () -> state.changed(records));
            if (history.isPresent() && runs.isAtEnd()) {
                state.replace(history.get());
                history = Optional.empty();
            }
            if (looks) {
                boolean loaded = existing.contains(topics.trainImages());
                state.pipeline(PipelineView.builder()
                        .connected(true)
                        .brokers(brokers.address())
                        .workers(loaded ? nullIfDenied(workers::workers) : null)
                        .lag(loaded ? nullIfDenied(workers::lag) : null)
                        .dataset(runs.dataset().map(TopicReader::view).orElse(null))
                        .build());
                if (runs.dataset().isPresent() && existing.contains(topics.mixedImages())) {
                    show(mixed, runs.dataset().get());
                }
            }
        }
    }

    private void show(MixedSampleReader mixed, DatasetInfo info) {
        Optional<SamplePosition> inTraining = state.mixedSampleInTraining(time.millis());
        List<MixedImage> images = mixed.read(info, inTraining, SAMPLES);
        List<ShownSample> samples =
                images.stream().map(image -> ShownSample.of(image, info)).toList();
        Map<String, byte[]> pictures = new LinkedHashMap<>();
        for (int i = 0; i < images.size(); i++) {
            pictures.put(
                    samples.get(i).id(),
                    PngPicture.png(images.get(i).getPixels(), info.getHeight(), info.getWidth(), info.getChannels()));
        }
        // The newest samples are shown if the samples in training are not mixed yet.
        boolean found = !samples.isEmpty()
                && inTraining.filter(at -> samples.get(0).epoch() >= at.epoch()).isPresent();
        state.samples(new SamplesView(found, samples), pictures);
    }

    private static PipelineView.DatasetView view(DatasetInfo info) {
        return new PipelineView.DatasetView(
                info.getName(),
                info.getClassNames(),
                info.getTrainSize(),
                info.getTestSize(),
                info.getHeight(),
                info.getWidth());
    }

    /** Returns null if access is denied or the topic is gone; the page can still show the runs. */
    private static <T> T nullIfDenied(Supplier<T> asked) {
        try {
            return asked.get();
        } catch (AuthorizationException | UnknownTopicOrPartitionException e) {
            return null;
        }
    }

    /** Returns false if the thread was interrupted. */
    private static boolean pause() {
        try {
            Thread.sleep(RETRY_MILLIS);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
