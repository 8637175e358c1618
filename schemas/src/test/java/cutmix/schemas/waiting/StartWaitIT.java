package cutmix.schemas.waiting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import cutmix.broker.KafkaBroker;
import cutmix.schemas.failure.SettingException;
import cutmix.schemas.failure.UserException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StartWaitIT {

    private static final Duration TIMEOUT = Duration.ofSeconds(2);

    private final List<String> lines = new CopyOnWriteArrayList<>();

    @TempDir
    Path folder;

    @Test
    void brokers_that_start_later_are_waited_for_with_a_line() throws Exception {
        // Given
        int port = KafkaBroker.freePort();
        FutureTask<Void> waiting = new FutureTask<>(() -> {
            wait(Map.of("bootstrap.servers", "localhost:" + port), Duration.ofMinutes(2));
            return null;
        });
        Thread waiter = new Thread(waiting, "waiter");
        waiter.start();
        await().atMost(Duration.ofSeconds(30)).until(() -> !lines.isEmpty());

        // When
        try (KafkaBroker broker = KafkaBroker.start(Path.of("../launcher/broker/target/broker"), folder, port)) {
            waiting.get();
            assertThat(broker.bootstrapServers()).isEqualTo("localhost:" + port);
        }

        // Then
        assertThat(lines).first().isEqualTo("Waiting for Kafka at localhost:" + port + ", which does not answer yet");
        assertThat(lines).last().isEqualTo("Kafka at localhost:" + port + " answers");
    }

    @Test
    void brokers_that_never_come_are_named_in_the_end() {
        String nobody = "localhost:" + KafkaBroker.freePort();

        assertThatThrownBy(() -> wait(Map.of("bootstrap.servers", nobody), Duration.ofSeconds(8)))
                .isInstanceOf(UserException.class)
                .hasMessage(
                        "Kafka at " + nobody + " did not answer within 8 s: start it, or set KAFKA_BOOTSTRAP_SERVERS");
        assertThat(lines).containsExactly("Waiting for Kafka at " + nobody + ", which does not answer yet");
    }

    @Test
    void a_host_without_an_address_may_get_one() {
        assertThatThrownBy(() -> wait(Map.of("bootstrap.servers", "nobody.invalid:9092"), Duration.ofSeconds(8)))
                .isInstanceOf(UserException.class)
                .hasMessageStartingWith("Kafka at nobody.invalid:9092 cannot be used: No resolvable bootstrap urls");
        assertThat(lines).containsExactly("Waiting for Kafka at nobody.invalid:9092, which does not answer yet");
    }

    @Test
    void a_setting_that_is_wrong_is_not_waited_for() {
        Map<String, Object> settings = Map.of(
                "bootstrap.servers", "localhost:9092",
                "security.protocol", "SSL",
                "ssl.truststore.location", folder.resolve("none.p12").toString());

        assertThatThrownBy(() -> wait(settings, Duration.ofMinutes(5)))
                .isInstanceOf(SettingException.class)
                .hasMessageContaining("none.p12");
        assertThat(lines).isEmpty();
    }

    private void wait(Map<String, Object> settings, Duration maxWait) throws InterruptedException {
        new StartWait(settings, TIMEOUT, maxWait, lines::add).await();
    }
}
