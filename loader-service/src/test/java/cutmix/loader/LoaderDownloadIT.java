package cutmix.loader;

import static org.assertj.core.api.Assertions.assertThat;

import cutmix.broker.KafkaBroker;
import cutmix.loader.LoaderProcess.Outcome;
import cutmix.loader.LoaderProcess.Running;
import cutmix.loader.cifar.CifarFixture;
import cutmix.loader.download.FileServer;
import cutmix.loader.download.TunnelProxy;
import cutmix.schemas.http.HttpAddress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;

/** Tests the download of CIFAR-10 by the loader's process. */
class LoaderDownloadIT extends LoaderFixture {

    private Path cache;

    @BeforeEach
    void chooseCache(TestInfo test) {
        cache = folder.resolve(test.getTestMethod().orElseThrow().getName());
    }

    @Test
    void a_download_that_falls_silent_goes_on_where_it_was_and_a_line_says_so() throws Exception {
        try (FileServer server = new FileServer(CifarFixture.archive())) {
            // Given
            server.fallSilentAfter(500);
            try (Running running = loader(server, Map.of()).start(download(server))) {
                Awaitility.await().atMost(60, TimeUnit.SECONDS).until(() -> !running.lines()
                        .isEmpty());

                // When
                server.serveWhole();
                Outcome outcome = running.await();

                // Then
                assertThat(outcome.err()).isEmpty();
                assertThat(outcome.exitCode()).isZero();
                assertThat(outcome.out())
                        .first()
                        .isEqualTo("warning: the download of " + server.address("/archive") + " broke off after 500 of "
                                + server.file().size() + " bytes (no data for 1 s): attempt 2 of 5 follows");
                assertThat(outcome.out()).last().asString().startsWith("Loaded cifar10: 10 training images x 1 epochs");
                assertThat(server.ranges()).startsWith("all", "bytes=500-");
            }
        }
    }

    @Test
    void told_to_end_while_the_server_is_silent_it_ends_at_once() throws Exception {
        try (FileServer server = new FileServer(CifarFixture.archive())) {
            // Given
            server.fallSilentAfter(500);
            Map<String, String> patient = Map.of("CUTMIX_LOADER_CIFAR10_STALL_TIMEOUT", "10m");
            try (Running running = loader(server, patient).start(download(server))) {
                Path part = cache.resolve("cifar-10-binary.tar.gz.part");
                Awaitility.await()
                        .atMost(60, TimeUnit.SECONDS)
                        .until(() -> Files.exists(part) && Files.size(part) == 500);

                // When
                interrupt(running.process());

                // Then
                assertThat(running.process().waitFor(5, TimeUnit.SECONDS)).isTrue();
                assertThat(running.process().exitValue()).isNotZero();
                assertThat(part).hasSize(500);
            }
        }
    }

    @Test
    void a_tunnel_is_asked_for_with_the_user_and_password_of_the_proxy_variable() throws Exception {
        try (TunnelProxy proxy = new TunnelProxy("407 Proxy Authentication Required")) {
            // Given
            String variable = "http://user:secret@localhost:" + proxy.port();

            // When
            Outcome outcome = loader(topics, Map.of("HTTPS_PROXY", variable))
                    .run(
                            "--dataset",
                            "cifar10",
                            "--cifar10-url",
                            "https://mirror.invalid/archive",
                            "--cache",
                            cache.toString());

            // Then
            assertThat(proxy.requests()).singleElement().satisfies(request -> assertThat(request)
                    .startsWith("CONNECT mirror.invalid:443 HTTP/1.1")
                    .contains("Proxy-Authorization: " + HttpAddress.basic("user:secret")));
            assertThat(outcome.err())
                    .singleElement()
                    .asString()
                    .startsWith("error: the proxy for https://mirror.invalid/archive does not accept")
                    .doesNotContain("secret");
            assertThat(outcome.exitCode()).isEqualTo(1);
        }
    }

    @Test
    void what_is_no_mirror_or_no_proxy_is_refused_before_the_brokers_are_asked() throws Exception {
        String nobody = "localhost:" + KafkaBroker.freePort();

        Outcome option = loader(topics, Map.of("KAFKA_BOOTSTRAP_SERVERS", nobody))
                .run("--dataset", "cifar10", "--cifar10-url", "ftp://user:secret@host/a");
        Outcome variable = loader(
                        topics, Map.of("KAFKA_BOOTSTRAP_SERVERS", nobody, "CUTMIX_LOADER_CIFAR10_URL", "file:///a b"))
                .run("--dataset", "cifar10");
        Outcome proxy = loader(topics, Map.of("KAFKA_BOOTSTRAP_SERVERS", nobody, "https_proxy", "socks5://host:1"))
                .run("--dataset", "cifar10");

        assertThat(option.exitCode()).isEqualTo(2);
        assertThat(option.err()).first().asString().startsWith("error: --cifar10-url 'ftp://host/a' is not an http or");
        assertThat(variable.exitCode()).isEqualTo(1);
        assertThat(variable.err())
                .singleElement()
                .asString()
                .startsWith(
                        "error: CUTMIX_LOADER_CIFAR10_URL 'file:///a b' is not an http or https URL: give one like");
        assertThat(proxy.exitCode()).isEqualTo(1);
        assertThat(proxy.err())
                .singleElement()
                .asString()
                .startsWith("error: HTTPS_PROXY 'socks5://host:1' is not the URL of an HTTP proxy");
    }

    private LoaderProcess loader(FileServer server, Map<String, String> more) throws IOException {
        Map<String, String> environment = new HashMap<>(Map.of(
                "CUTMIX_LOADER_CIFAR10_SIZE",
                String.valueOf(server.file().size()),
                "CUTMIX_LOADER_CIFAR10_SHA256",
                server.file().sha256(),
                "CUTMIX_LOADER_CIFAR10_STALL_TIMEOUT",
                "1s"));
        environment.putAll(more);
        return loader(topics, environment);
    }

    private String[] download(FileServer server) {
        return new String[] {
            "--dataset",
            "cifar10",
            "--epochs",
            "1",
            "--cache",
            cache.toString(),
            "--cifar10-url",
            server.address("/archive").toString()
        };
    }

    /** Interrupts a process like Ctrl-C. */
    private static void interrupt(Process process) throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-INT", String.valueOf(process.pid()))
                .inheritIO()
                .start()
                .waitFor();
    }
}
