package cutmix.loader;

import static org.assertj.core.api.Assertions.assertThat;

import cutmix.loader.LoaderProcess.Outcome;
import cutmix.loader.LoaderProcess.Running;
import cutmix.schemas.kafka.Topics;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests several loaders that write to the same topics. */
class LoaderTurnsIT extends LoaderFixture {

    private static final String STOPPED = "error: stopped before everything was loaded: run again to resume";

    @ParameterizedTest
    @ValueSource(strings = {"classic", "consumer"})
    void two_at_once_take_turns_and_write_every_image_once(String protocol) throws Exception {
        // Given
        topics = new Topics(topics.prefix() + protocol + ".");
        LoaderProcess loader = loader(topics, Map.of("KAFKA_GROUP_PROTOCOL", protocol));
        Topics alone = new Topics(topics.prefix() + "alone.");
        loader(alone, Map.of()).run(small(3));

        // When
        Running first = loader.start(small(3));
        Running second = loader.start(small(3));
        List<Outcome> outcomes = List.of(first.await(), second.await());

        // Then
        assertThat(outcomes).extracting(Outcome::exitCode).containsOnly(0);
        assertThat(outcomes).flatExtracting(Outcome::err).isEmpty();
        assertThat(outcomes)
                .flatExtracting(Outcome::out)
                .filteredOn(line -> !line.startsWith("another loader"))
                .satisfiesExactlyInAnyOrder(
                        line -> assertThat(line).startsWith("Loaded sample: 301 training images x 3 epochs"),
                        line -> assertThat(line).startsWith("Nothing left to load of sample"));
        assertSame(read(topics.trainImages()), TopicContent.read(broker.bootstrapServers(), alone.trainImages()));
        assertSame(read(topics.testImages()), TopicContent.read(broker.bootstrapServers(), alone.testImages()));
        assertThat(infos()).hasSize(1);
    }

    @Test
    void one_that_waits_says_so_and_goes_on_when_the_other_is_told_to_end() throws Exception {
        try (Running writing = loader.start(small(1_000_000))) {
            // Given
            awaitImages();
            try (Running waiting = loader.start(small(1_000_000));
                    Running third = loader.start(small(1_000_000))) {
                await(() -> !waiting.lines().isEmpty() && !third.lines().isEmpty());
                assertThat(waiting.lines())
                        .singleElement()
                        .isEqualTo("another loader is writing to these topics (client loader-"
                                + writing.process().pid()
                                + ", host /127.0.0.1); waiting for it to end, or, where it was killed, for up to 45 s");

                // When
                third.process().destroy();
                Outcome neverWrote = third.await();
                writing.process().destroy();
                Outcome stopped = writing.await();
                long end = end(0);

                // Then
                assertThat(neverWrote.err()).containsExactly(STOPPED);
                assertThat(neverWrote.exitCode()).isNotZero();
                assertThat(stopped.err()).containsExactly(STOPPED);
                await(() -> end(0) > end);
                waiting.process().destroy();
                assertThat(waiting.await().err()).containsExactly(STOPPED);
            }
        }
    }

    @Test
    void topics_follow_a_changed_session_time_out() throws Exception {
        // Given
        loader.run(small(1));
        assertThat(setting(topics.trainImages(), "message.timestamp.before.max.ms"))
                .isEqualTo("30000");

        // When
        Outcome shorter =
                loader(topics, Map.of("CUTMIX_LOADER_SESSION_TIMEOUT", "6s")).run(small(2));

        // Then
        assertThat(shorter.err()).isEmpty();
        assertThat(shorter.exitCode()).isZero();
        for (String topic : List.of(topics.datasetInfo(), topics.trainImages(), topics.testImages())) {
            assertThat(setting(topic, "message.timestamp.before.max.ms")).isEqualTo("4000");
        }
    }

    private static void await(Callable<Boolean> condition) {
        Awaitility.await().atMost(60, TimeUnit.SECONDS).until(condition);
    }
}
