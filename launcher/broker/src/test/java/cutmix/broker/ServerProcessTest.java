package cutmix.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServerProcessTest {

    private final List<String> said = new ArrayList<>();
    private ServerProcess server;

    @TempDir
    Path folder;

    @BeforeEach
    void start() throws IOException {
        server = ServerProcess.launch("the server", List.of("sleep", "60"), folder.resolve("server.log"));
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void a_server_that_takes_its_time_is_told_of_and_waited_for() throws Exception {
        server.await(() -> said.size() == 2, deadline(Duration.ofMinutes(1)));
        assertThat(said)
                .hasSize(2)
                .allMatch(line -> line.startsWith("Still waiting for the server, for ")
                        && line.endsWith(" s of at most 60; its log is " + folder.resolve("server.log")));
        assertThat(server.process().isAlive()).isTrue();
    }

    @Test
    void it_is_stopped_when_the_deadline_has_passed() {
        assertThatThrownBy(() -> server.await(() -> false, deadline(Duration.ofSeconds(1))))
                .isInstanceOf(IOException.class)
                .hasMessage("the server is not ready after 1 s; see " + folder.resolve("server.log"));
        assertThat(server.process().isAlive()).isFalse();
        assertThat(said).isNotEmpty();
    }

    @Test
    void a_start_gets_a_minute_also_where_less_is_asked_for() {
        assertThat(StartDeadline.of(Duration.ZERO, said::add).limit()).isEqualTo(Duration.ofMinutes(1));
        assertThat(StartDeadline.of(Duration.ofMinutes(5), said::add).limit()).isEqualTo(Duration.ofMinutes(5));
    }

    private StartDeadline deadline(Duration limit) {
        return new StartDeadline(limit, Duration.ofMillis(100), said::add);
    }
}
