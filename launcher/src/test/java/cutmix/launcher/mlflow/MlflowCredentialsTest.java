package cutmix.launcher.mlflow;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import cutmix.launcher.mlflow.server.MlflowServer;
import cutmix.launcher.mlflow.standin.MlflowStandIn;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

/** Servers that require credentials, and servers that must not receive them. */
class MlflowCredentialsTest extends MlflowLogFixture {

    @Test
    void a_server_that_requires_credentials_gets_the_token_or_an_error_says_what_to_set() throws Exception {
        // Given
        mlflow.require("Bearer token");
        MlflowLog nobody = log();
        nobody.begin(RUN);
        MlflowLog somebody = authorized();
        somebody.begin(RUN);
        // When, Then
        assertThat(nobody.finish(Duration.ofMinutes(1))).isFalse();
        assertThat(nobody.complaint()).get().asString().contains("HTTP 401", "set MLFLOW_TRACKING_TOKEN");
        assertThat(somebody.finish(Duration.ZERO)).isTrue();
        assertThat(mlflow.run("r").status()).isEqualTo("RUNNING");
    }

    @Test
    void refused_credentials_are_reported_as_wrong_and_not_as_missing() throws Exception {
        // Given
        mlflow.require("Bearer another token");
        MlflowLog log = authorized();
        log.begin(RUN);

        // When, Then
        assertThat(log.finish(Duration.ofMinutes(1))).isFalse();
        assertThat(log.complaint())
                .get()
                .asString()
                .contains("refuses the user and password, or the token (HTTP 401): correct MLFLOW_TRACKING_TOKEN");
    }

    @Test
    void the_token_is_not_sent_to_another_server_that_stores_the_artifacts() throws Exception {
        try (MlflowStandIn store = MlflowStandIn.start()) {
            // Given: a tracking server that redirects to another one, which then asks for the token
            String uploads = "/api/2.0/mlflow-artifacts/artifacts/";
            mlflow.require("Bearer token");
            mlflow.keepArtifactsAt(store.uri() + uploads);
            MlflowLog log = authorized();
            log.begin(RUN);
            log.conclude("r", RunStatus.FINISHED, 1_000, List.of(file("summary.md")));

            // When
            boolean finished = log.finish(Duration.ZERO);

            // Then
            assertThat(finished).isTrue();
            assertThat(store.artifacts(mlflow.run("r"))).containsExactly("summary.md");
            assertThat(store.authorizations()).containsExactly("none");
            assertThat(mlflow.authorizations()).containsOnly("Bearer token");
        }
    }

    @Test
    void an_artifact_server_that_requires_a_token_is_named() throws Exception {
        try (MlflowStandIn store = MlflowStandIn.start()) {
            // Given
            store.require("Bearer token");
            mlflow.keepArtifactsAt(store.uri() + "/api/2.0/mlflow-artifacts/artifacts/");
            MlflowLog log = authorized();
            log.begin(RUN);
            log.conclude("r", RunStatus.FINISHED, 1_000, List.of(file("summary.md")));

            // When, Then
            assertThat(log.finish(Duration.ZERO)).isFalse();
            assertThat(log.complaint())
                    .contains("MLflow at " + store.uri()
                            + " refuses artifacts (HTTP 401): user and token are sent"
                            + " to " + mlflow.uri() + " alone: make the server proxy artifacts (mlflow server"
                            + " --serve-artifacts)");
        }
    }

    @Test
    void a_redirect_to_another_server_is_not_followed() throws Exception {
        // Given
        List<String> asked = new CopyOnWriteArrayList<>();
        HttpServer other = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        other.createContext("/", exchange -> {
            asked.add(String.valueOf(exchange.getRequestURI()));
            exchange.close();
        });
        other.start();
        String elsewhere = "http://localhost:" + other.getAddress().getPort();
        mlflow.redirectTo(elsewhere);
        MlflowLog log = authorized();
        log.begin(RUN);

        // When
        boolean finished = log.finish(Duration.ZERO);
        other.stop(0);

        // Then
        assertThat(finished).isFalse();
        assertThat(asked).isEmpty();
        assertThat(log.complaint())
                .contains("MLflow at " + mlflow.uri() + " redirects to " + elsewhere
                        + "/api/2.0/mlflow/experiments/get-by-name (HTTP 307), which is not followed: use "
                        + elsewhere);
    }

    @Test
    void a_token_that_is_sent_without_encryption_causes_one_warning() {
        // When
        MlflowLog log = new MlflowLog(
                MlflowServer.of("http://mlflow.invalid", Map.of("MLFLOW_TRACKING_TOKEN", "token")),
                "cutmix",
                said::add);
        log.begin(RUN);

        // Then
        assertThat(said)
                .singleElement()
                .asString()
                .startsWith("warning: http://mlflow.invalid is contacted without encryption")
                .doesNotContain("Bearer");
    }
}
