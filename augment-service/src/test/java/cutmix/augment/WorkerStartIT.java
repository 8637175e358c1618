package cutmix.augment;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WorkerStartIT {

    @TempDir
    Path folder;

    /** Quarkus does not stop an application that has not started: the worker itself has to see that it is told to end. */
    @ParameterizedTest
    @ValueSource(ints = {600, 900, 1200, 1500, 1800, 2100, 2700})
    void told_to_end_at_any_moment_of_its_start_it_waits_for_no_broker(int millis) throws Exception {
        // Given: a broker that takes connections and never answers
        try (ServerSocket broker = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
                Worker worker = Worker.start(folder, "localhost:" + broker.getLocalPort())) {
            TimeUnit.MILLISECONDS.sleep(millis);

            // When
            worker.stop();

            // Then
            assertThat(worker.exitCode()).isEqualTo(143);
            assertThat(worker.err()).doesNotContain("did not answer");
        }
    }
}
