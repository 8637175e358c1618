package cutmix.trainer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import cutmix.trainer.fixture.TrainerProcess;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Checks for which hosts the live page answers. */
class PageHostIT {

    private static final String REFUSED = "HTTP/1.1 421 ";
    private static final List<String> PAGE = List.of(
            "/",
            "/index.html",
            "/page/main.js",
            "/live/events",
            "/live/samples/1-0.png",
            "/q/../live/events",
            "/q/health/../../live/events",
            "/q/health/%2e%2e/%2e%2e/live/events",
            "//live/events");

    @TempDir
    Path folder;

    @Test
    void the_page_answers_for_its_own_hosts_alone_and_probes_for_any() throws Exception {
        Map<String, String> environment =
                Map.of("KAFKA_BOOTSTRAP_SERVERS", "localhost:1", "CUTMIX_TRAINER_PAGE_HOSTS", "page,page.example");
        try (TrainerProcess page = TrainerProcess.start(folder, environment, "page")) {
            // Given
            await().atMost(Duration.ofMinutes(1))
                    .until(() -> page.out().stream().anyMatch(line -> line.startsWith("Live page: ")));
            int port = Integer.parseInt(page.out().stream()
                    .filter(line -> line.startsWith("Live page: "))
                    .findFirst()
                    .orElseThrow()
                    .replaceAll(".*:(\\d+)/$", "$1"));

            // When, Then
            for (String path : PAGE) {
                assertThat(status(port, path, "Host: evil.example:" + port))
                        .as(path)
                        .startsWith(REFUSED);
            }
            assertThat(status(port, "/", "Host:")).doesNotContain(" 200 ");
            assertThat(status(port, "http://localhost:" + port + "/", "Host: evil.example"))
                    .doesNotContain(" 200 ");
            for (String host : List.of("localhost:" + port, "127.0.0.1", "LocalHost.", "page:8080", "page.example")) {
                assertThat(status(port, "/", "Host: " + host)).as(host).startsWith("HTTP/1.1 200 ");
            }
            for (String probe : List.of("/q/health/live", "/q/health/started", "/q/metrics")) {
                assertThat(status(port, probe, "Host: 10.1.2.3:8080")).as(probe).startsWith("HTTP/1.1 200 ");
            }
            assertThat(status(port, "/q/health/live", "X-None: x")).contains(" 200 ");
        }
    }

    /**
     * Returns the first line of the response. The JDK's HTTP client cannot send another host name than that of the
     * server.
     */
    private static String status(int port, String path, String header) throws IOException {
        String version = header.startsWith("Host") ? "HTTP/1.1" : "HTTP/1.0";
        try (Socket socket = new Socket("127.0.0.1", port)) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream()
                    .write(("GET " + path + " " + version + "\r\n" + header + "\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            String line = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII))
                    .readLine();
            return String.valueOf(line);
        }
    }
}
