package cutmix.broker;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The lines are real log lines of Kafka's broker and its JVM. */
class ServerExitTest {

    private static final String STARTED =
            "2026-11-27 05:38:18,101 INFO Kafka Server started (kafka.server.KafkaRaftServer)\n";
    private static final String DISK_FULL =
            """
            2026-11-27 05:38:21,819 ERROR Error while appending records to images.train-0 in dir /x/kafka/data (org.apache.kafka.storage.internals.log.LogDirFailureChannel)
            java.io.IOException: No space left on device
            \tat java.base/sun.nio.ch.FileDispatcherImpl.write0(Native Method)
            2026-11-27 05:38:21,821 WARN [ReplicaManager broker=1] Stopping serving replicas in dir /x/kafka/data (kafka.server.ReplicaManager)
            """;

    @TempDir
    Path folder;

    private Path log;

    @BeforeEach
    void start() throws Exception {
        log = Files.writeString(folder.resolve("broker.log"), STARTED);
    }

    @Test
    void a_full_disk_is_named_by_its_folder() throws Exception {
        assertThat(end(DISK_FULL, 1))
                .isEqualTo(new ServerExit(
                        Optional.of(ServerExit.Kind.DISK_FULL),
                        "the disk of " + folder + " is full",
                        "free some space there, or use another disk"));
    }

    @Test
    void so_is_memory_that_is_used_up() throws Exception {
        assertThat(end("Terminating due to java.lang.OutOfMemoryError: Java heap space\n", 3)
                        .cause())
                .isEqualTo("it ran out of memory");
        assertThat(end("Error occurred during initialization of VM\nCould not reserve enough space for code cache\n", 1)
                        .cause())
                .isEqualTo("this machine has too little free memory for it");
    }

    @Test
    void so_is_a_port_that_is_in_use() throws Exception {
        assertThat(end("Caused by: java.net.BindException: Address already in use\n", 1)
                        .kind())
                .contains(ServerExit.Kind.PORT_TAKEN);
    }

    @Test
    void a_kill_is_named_where_the_log_says_nothing() throws Exception {
        assertThat(end("", 137).cause()).isEqualTo("it was killed by a user, or by the system for lack of memory");
    }

    @Test
    void of_another_error_the_last_line_is_told() throws Exception {
        assertThat(end(
                                "2026-11-27 05:38:21,1 ERROR first (kafka)\n2026-11-27 05:38:21,2 ERROR second (kafka)\n"
                                        + "2026-11-27 05:38:21,3 INFO App info kafka.server unregistered (kafka)\n",
                                1)
                        .cause())
                .isEqualTo("2026-11-27 05:38:21,2 ERROR second (kafka) (code 1)");
    }

    @Test
    void without_any_error_the_line_says_so() throws Exception {
        assertThat(end("", 1))
                .isEqualTo(new ServerExit(Optional.empty(), "it gives no reason (code 1)", "see its log"));
    }

    @Test
    void what_an_earlier_start_has_logged_does_not_count() throws Exception {
        // Given
        Files.writeString(log, STARTED + DISK_FULL);
        long begin = Files.size(log);

        // When, Then
        assertThat(ServerExit.of(log, begin, 1).kind()).isEmpty();
    }

    private ServerExit end(String lines, int exitCode) throws Exception {
        Files.writeString(log, STARTED + lines);
        return ServerExit.of(log, 0, exitCode);
    }
}
