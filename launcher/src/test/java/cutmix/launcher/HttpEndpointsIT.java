package cutmix.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import cutmix.broker.KafkaBroker;
import cutmix.launcher.fixture.LaunchedProcess;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class HttpEndpointsIT {

    private static final List<String> SERVED =
            List.of("/q/health", "/q/health/live", "/q/health/ready", "/q/health/started", "/q/metrics");
    private static final List<String> LIVE_PAGE = List.of(
            "/", "/index.html", "/page/main.js", "/page/page.css", "/webjars/uplot/1.6.30/dist/uPlot.iife.min.js");
    private static final List<String> NOT_SERVED = List.of(
            "/live",
            "/live/samples/1-0.png",
            "/page",
            "/q",
            "/q/arc",
            "/q/arc/beans",
            "/q/cyclonedx",
            "/q/dev",
            "/q/dev-ui",
            "/q/dev-v1",
            "/q/health-ui",
            "/q/info",
            "/q/logging-manager",
            "/q/openapi",
            "/q/swagger-ui",
            "/.well-known/sbom",
            "/META-INF/MANIFEST.MF",
            "/application.properties");

    private static final List<String> OPEN_METRICS = List.of(
            "application/openmetrics-text; version=1.0.0",
            "application/openmetrics-text;version=1.0.0,application/openmetrics-text;version=0.0.1;q=0.5",
            "application/openmetrics-text; version=1.0.0; charset=utf-8",
            // The request header of Prometheus 3.
            "application/openmetrics-text;version=1.0.0;escaping=allow-utf-8;q=0.6,"
                    + "application/openmetrics-text;version=0.0.1;q=0.5,text/plain;version=1.0.0;escaping=allow-utf-8;q=0.4,"
                    + "text/plain;version=0.0.4;q=0.3,*/*;q=0.2");
    private static final List<String> PLAIN_TEXT = List.of(
            "text/plain",
            "text/plain;version=0.0.4,application/openmetrics-text;version=1.0.0;q=0.5",
            // The request header of Firefox.
            "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8");

    @TempDir
    Path folder;

    static Stream<Arguments> services() {
        return Stream.of(
                Arguments.of("augment-service", List.of(), false),
                Arguments.of("trainer-service", List.of("train", "--path", "plain"), true),
                Arguments.of("trainer-service", List.of("page"), true));
    }

    @ParameterizedTest
    @MethodSource("services")
    void services_serve_health_and_metrics_and_a_trainer_the_live_page_and_nothing_else(
            String service, List<String> arguments, boolean showsLivePage) throws Exception {
        int port = KafkaBroker.freePort();
        try (KafkaBroker broker = KafkaBroker.start(folder.resolve("broker"));
                // Given: a service that waits for the loader
                LaunchedProcess process = LaunchedProcess.service(
                        folder,
                        Map.of(
                                "KAFKA_BOOTSTRAP_SERVERS", broker.bootstrapServers(),
                                "QUARKUS_HTTP_PORT", String.valueOf(port)),
                        service,
                        arguments)) {
            await().atMost(Duration.ofMinutes(1))
                    .ignoreExceptionsInstanceOf(IOException.class)
                    .until(() -> status("127.0.0.1", port, "/q/health/live") == 200);

            // When, Then
            for (String path : SERVED) {
                assertThat(status("127.0.0.1", port, path)).as(path).isIn(200, 503);
            }
            for (String path : LIVE_PAGE) {
                assertThat(status("127.0.0.1", port, path)).as(path).isEqualTo(showsLivePage ? 200 : 404);
            }
            for (String accept : OPEN_METRICS) {
                HttpResponse<String> meters = meters(port, accept);
                assertThat(meters.statusCode()).as(accept).isEqualTo(200);
                assertThat(meters.headers().firstValue("Content-Type"))
                        .hasValue("application/openmetrics-text; version=1.0.0; charset=utf-8");
                assertThat(meters.body()).endsWith("# EOF\n");
            }
            for (String accept : PLAIN_TEXT) {
                assertThat(meters(port, accept).headers().firstValue("Content-Type"))
                        .as(accept)
                        .hasValue("text/plain; version=0.0.4; charset=utf-8");
            }
            assertThat(meters(port, "application/json").statusCode()).isEqualTo(406);
            for (String path : NOT_SERVED) {
                assertThat(status("127.0.0.1", port, path)).as(path).isEqualTo(404);
            }
            assertThatThrownBy(() -> status("127.0.0.2", port, "/q/health/live"))
                    .as("another address of this machine")
                    .isInstanceOf(ConnectException.class);
            assertThat(process.handle().isAlive()).isTrue();
        }
    }

    private static HttpResponse<String> meters(int port, String accept) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/q/metrics"))
                .header("Accept", accept)
                .build();
        return HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
    }

    private static int status(String host, int port, String path) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://" + host + ":" + port + path))
                .build();
        return HttpClient.newHttpClient()
                .send(request, BodyHandlers.discarding())
                .statusCode();
    }
}
