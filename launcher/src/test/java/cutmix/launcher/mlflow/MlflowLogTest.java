package cutmix.launcher.mlflow;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import cutmix.launcher.mlflow.server.MlflowServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MlflowLogTest {

    private static final MlflowRun RUN = MlflowRun.builder()
            .name("r")
            .started(5)
            .launched(true)
            .parameters(Map.of("alpha", "0.25"))
            .tags(Map.of("cutmix.path", "cutmix"))
            .build();

    private final List<String> said = new ArrayList<>();
    private MlflowStandIn mlflow;

    @TempDir
    Path folder;

    @BeforeEach
    void start() throws Exception {
        mlflow = MlflowStandIn.start();
    }

    @AfterEach
    void stop() {
        mlflow.close();
    }

    @Test
    void a_run_is_there_from_its_beginning_and_gets_a_request_an_epoch_and_its_end() throws Exception {
        // Given
        MlflowLog log = log();
        log.begin(RUN);
        log.attempt();
        assertThat(mlflow.run("r").status()).isEqualTo("RUNNING");
        assertThat(mlflow.run("r").params()).isEqualTo(Map.of("alpha", "0.25"));
        mlflow.requests().clear();
        // When
        log.add(Epochs.log("r", 1, 2, 100));
        log.add(Epochs.log("r", 2, 2, 200));
        log.attempt();
        log.conclude("r", RunStatus.FINISHED, 1_000, List.of(file("summary.md"), file("cutmix.zip")));
        // Then
        assertThat(log.finish(Duration.ZERO)).isTrue();
        assertThat(mlflow.requests()).containsExactly("POST runs/log-batch", "POST runs/log-batch", "POST runs/update");
        MlflowStandIn.Run run = mlflow.run("r");
        assertThat(run.status()).isEqualTo("FINISHED");
        assertThat(run.history("loss"))
                .containsExactly(
                        new MlflowStandIn.Metric("loss", 1.0, 100, 1), new MlflowStandIn.Metric("loss", 0.5, 200, 2));
        assertThat(run.metrics()).hasSize(2 * 9);
        assertThat(run.tags())
                .containsEntry("mlflow.runName", "r")
                .containsEntry("cutmix.path", "cutmix")
                .containsEntry("cutmix.first_epoch", "100");
        assertThat(mlflow.artifacts(run)).containsExactly("summary.md", "cutmix.zip");
        assertThat(said).isEmpty();
        assertThat(log.backlog().runs()).isEmpty();
    }

    @Test
    void whoever_reads_the_topic_again_logs_nothing_twice() throws Exception {
        // Given
        MlflowLog first = log();
        first.add(Epochs.log("r", 1, 3, 100));
        first.add(Epochs.log("r", 2, 3, 200));
        first.finish(Duration.ZERO);
        assertThat(mlflow.run("r").status()).isEqualTo("RUNNING");
        // When
        for (int again = 0; again < 2; again++) {
            MlflowLog log = log();
            log.add(Epochs.log("r", 1, 3, 100));
            log.add(Epochs.log("r", 2, 3, 200));
            log.add(Epochs.log("r", 3, 3, 300));
            log.finish(Duration.ZERO);
        }
        // Then
        MlflowStandIn.Run run = mlflow.run("r");
        assertThat(run.history("val_loss"))
                .extracting(MlflowStandIn.Metric::step)
                .containsExactly(1L, 2L, 3L);
        assertThat(run.metrics()).hasSize(3 * 9);
        assertThat(run.status()).isEqualTo("FINISHED");
        assertThat(run.ended()).isEqualTo(300);
        assertThat(run.params()).isEqualTo(Map.of("path", "cutmix", "recipe", "keras", "seed", "7", "epochs", "3"));
        assertThat(said).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7})
    void answers_that_are_lost_double_nothing(int lost) throws Exception {
        // Given
        MlflowLog log = log();
        log.begin(RUN);
        log.add(Epochs.log("r", 1, 2, 100));
        log.add(Epochs.log("r", 2, 2, 200));
        log.conclude("r", RunStatus.FINISHED, 1_000, List.of(file("summary.md")));
        mlflow.loseAnswers(lost);
        // When
        boolean finished = log.finish(Duration.ofSeconds(30));
        // Then
        assertThat(finished).isTrue();
        assertThat(mlflow.run("r").metrics()).hasSize(2 * 9);
        assertThat(mlflow.run("r").status()).isEqualTo("FINISHED");
        assertThat(mlflow.artifacts(mlflow.run("r"))).containsExactly("summary.md");
    }

    @Test
    void a_server_that_is_down_is_said_once_and_gets_all_when_it_is_back() throws Exception {
        // Given
        mlflow.goDown();
        MlflowLog log = log();
        log.add(Epochs.log("r", 1, 2, 100));
        log.attempt();
        log.add(Epochs.log("r", 2, 2, 200));
        assertThat(log.finish(Duration.ZERO)).isFalse();
        assertThat(said)
                .containsExactly(
                        "warning: MLflow at " + mlflow.uri() + " does not answer (connection refused); retrying");
        // When
        mlflow.comeUp();
        // Then
        assertThat(log.finish(Duration.ZERO)).isTrue();
        assertThat(mlflow.run("r").metrics()).hasSize(2 * 9);
        assertThat(said).hasSize(2).last().isEqualTo("MLflow at " + mlflow.uri() + " accepts the runs again");
    }

    @Test
    void what_could_not_be_logged_is_logged_from_its_file() throws Exception {
        // Given: a server that has the first of three epochs
        MlflowLog log = log();
        log.begin(RUN);
        log.add(Epochs.log("r", 1, 3, 100));
        log.attempt();
        mlflow.goDown();
        log.add(Epochs.log("r", 2, 3, 200));
        log.attempt();
        log.add(Epochs.log("r", 3, 3, 300));
        log.conclude("r", RunStatus.FINISHED, 1_000, List.of(file("summary.md")));
        assertThat(log.finish(Duration.ZERO)).isFalse();
        Path file = folder.resolve("backlog.json");
        log.backlog().write(file);
        mlflow.comeUp();
        // When
        MlflowLog later = log();
        later.add(Backlog.read(file));
        // Then
        assertThat(later.finish(Duration.ZERO)).isTrue();
        assertThat(mlflow.run("r").history("loss"))
                .extracting(MlflowStandIn.Metric::step)
                .containsExactly(1L, 2L, 3L);
        assertThat(mlflow.run("r").status()).isEqualTo("FINISHED");
        assertThat(mlflow.artifacts(mlflow.run("r"))).containsExactly("summary.md");
    }

    @Test
    void a_run_that_begins_anew_is_another_and_ends_the_one_before() throws Exception {
        // Given
        MlflowLog log = log();
        // When
        log.add(Epochs.log("r", 1, 2, 100));
        log.add(Epochs.log("r", 1, 2, 200));
        log.add(Epochs.log("r", 2, 2, 300));
        log.finish(Duration.ZERO);
        // Then
        assertThat(mlflow.runs()).extracting(MlflowStandIn.Run::status).containsExactly("KILLED", "FINISHED");
        assertThat(mlflow.runs()).extracting(run -> run.history("loss").size()).containsExactly(1, 2);
    }

    @Test
    void runs_of_one_name_are_told_apart_by_their_ids() throws Exception {
        // Given: the second starts at epoch 2, after the first has ended with epoch 1
        MlflowLog log = log();
        log.add(Epochs.log("r", "one", 1, 2, 100));
        log.add(Epochs.log("r", "two", 1, 2, 200));
        log.add(Epochs.log("r", "two", 2, 2, 300));
        log.add(Epochs.log("r", "three", 3, 3, 400));
        log.finish(Duration.ZERO);
        // When
        MlflowLog again = log();
        again.add(Epochs.log("r", "two", 2, 2, 300));
        again.finish(Duration.ZERO);
        // Then
        assertThat(mlflow.runs())
                .extracting(run -> run.tags().get("cutmix.run_id"))
                .containsExactly("one", "two", "three");
        assertThat(mlflow.runs()).extracting(run -> run.history("loss").size()).containsExactly(1, 2, 1);
        assertThat(mlflow.runs())
                .extracting(MlflowStandIn.Run::status)
                .containsExactly("KILLED", "FINISHED", "FINISHED");
    }

    @Test
    void a_run_that_failed_and_goes_on_is_running_again_until_it_finishes() throws Exception {
        // Given
        MlflowLog first = log();
        first.begin(RUN);
        first.add(Epochs.log("r", 1, 3, 100));
        first.conclude("r", RunStatus.FAILED, 1_000, List.of());
        first.finish(Duration.ZERO);
        assertThat(mlflow.run("r").status()).isEqualTo("FAILED");
        // When
        MlflowLog second = log();
        second.add(Epochs.log("r", 1, 3, 100));
        second.add(Epochs.log("r", 2, 3, 200));
        second.finish(Duration.ZERO);
        // Then
        assertThat(mlflow.run("r").status()).isEqualTo("RUNNING");
        second.add(Epochs.log("r", 3, 3, 300));
        second.finish(Duration.ZERO);
        assertThat(mlflow.run("r").status()).isEqualTo("FINISHED");
    }

    @Test
    void a_parameter_that_the_run_has_is_left_as_it_is() throws Exception {
        // Given
        MlflowLog first = log();
        first.add(Epochs.log("r", 1, 2, 100));
        first.finish(Duration.ZERO);
        // When: it is trained for longer than planned
        MlflowLog second = log();
        second.add(Epochs.log("r", 1, 4, 100));
        second.add(Epochs.log("r", 2, 4, 200));
        // Then
        assertThat(second.finish(Duration.ZERO)).isTrue();
        assertThat(mlflow.run("r").params()).containsEntry("epochs", "2");
        assertThat(mlflow.run("r").history("loss")).hasSize(2);
    }

    @Test
    void what_the_server_refuses_of_one_run_keeps_no_other_back() throws Exception {
        // Given: a run that is deleted on the server
        MlflowLog log = log();
        log.add(Epochs.log("gone", 1, 2, 100));
        log.finish(Duration.ZERO);
        mlflow.forget(mlflow.run("gone"));
        // When
        log.add(Epochs.log("gone", 2, 2, 200));
        log.add(Epochs.log("r", 1, 1, 300));
        boolean finished = log.finish(Duration.ofMinutes(1));
        // Then
        assertThat(finished).isFalse();
        assertThat(log.complaint()).get().asString().contains("RESOURCE_DOES_NOT_EXIST");
        assertThat(mlflow.run("r").status()).isEqualTo("FINISHED");
    }

    @Test
    void artifacts_that_do_not_go_through_the_server_are_left_with_one_line() throws Exception {
        // Given
        mlflow.keepArtifactsAt("/mlruns/");
        MlflowLog log = log();
        log.begin(RUN);
        log.conclude("r", RunStatus.FINISHED, 1_000, List.of(file("summary.md")));
        // When
        boolean finished = log.finish(Duration.ZERO);
        // Then
        assertThat(finished).isTrue();
        assertThat(said)
                .singleElement()
                .asString()
                .startsWith("warning: the artifacts of r are not uploaded: MLflow keeps them at /mlruns/1/");
        assertThat(mlflow.run("r").status()).isEqualTo("FINISHED");
    }

    @Test
    void an_experiment_that_is_there_is_used() throws Exception {
        // Given
        mlflow.makeExperiment("other");
        mlflow.makeExperiment("cutmix");
        // When
        MlflowLog log = log();
        log.add(Epochs.log("r", 1, 1, 100));
        log.finish(Duration.ZERO);
        // Then
        assertThat(mlflow.run("r").experiment()).isEqualTo("2");
    }

    @Test
    void a_server_that_asks_who_it_is_gets_a_token_or_a_line_says_what_to_set() throws Exception {
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
    void credentials_that_a_server_refuses_are_to_be_corrected_rather_than_set() throws Exception {
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
    void the_token_goes_to_no_other_server_that_keeps_the_artifacts() throws Exception {
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
    void another_server_that_keeps_the_artifacts_and_asks_for_a_token_is_named() throws Exception {
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
    void an_artifact_that_is_too_large_is_named_with_its_size() throws Exception {
        // Given: a proxy with a limit
        mlflow.refuseArtifacts(413, "<html>too large</html>");
        Path file = file("cutmix.zip");
        MlflowLog log = log();
        log.begin(RUN);
        log.conclude("r", RunStatus.FINISHED, 1_000, List.of(file));

        // When, Then
        assertThat(log.finish(Duration.ofMinutes(1))).isFalse();
        assertThat(log.complaint())
                .contains(
                        "MLflow at " + mlflow.uri() + " does not take the artifact " + file + " of 10 bytes (HTTP 413):"
                                + " raise the limit that the server, or a proxy before it, sets to the size of a request");
    }

    @Test
    void a_refused_artifact_holds_back_no_other() throws Exception {
        // Given
        mlflow.refuseArtifacts(".zip", 413, "<html>too large</html>");
        Path refused = file("cutmix.zip");
        MlflowLog log = log();
        log.begin(RUN);
        log.conclude("r", RunStatus.FINISHED, 1_000, List.of(refused, file("summary.md"), file("report.html")));

        // When
        boolean finished = log.finish(Duration.ofMinutes(1));

        // Then
        assertThat(finished).isFalse();
        assertThat(log.complaint()).get().asString().contains(" does not take the artifact " + refused);
        assertThat(mlflow.artifacts(mlflow.run("r"))).containsExactly("summary.md", "report.html");
        assertThat(log.backlog().runs())
                .singleElement()
                .extracting(Backlog.UnloggedRun::artifacts)
                .isEqualTo(List.of(refused.toAbsolutePath().toString()));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "500 | cannot take the artifact FILE of 10 bytes now (HTTP 500: INTERNAL_ERROR: disk full)",
                "400 | refuses the artifact FILE of 10 bytes: INTERNAL_ERROR: disk full"
            })
    void an_artifact_that_fails_is_named_with_what_the_server_says(int status, String words) throws Exception {
        // Given
        mlflow.refuseArtifacts(status, "{\"error_code\": \"INTERNAL_ERROR\", \"message\": \"disk full\"}");
        Path file = file("cutmix.zip");
        MlflowLog log = log();
        log.begin(RUN);
        log.conclude("r", RunStatus.FINISHED, 1_000, List.of(file));

        // When, Then
        assertThat(log.finish(Duration.ZERO)).isFalse();
        assertThat(log.complaint())
                .contains("MLflow at " + mlflow.uri() + " " + words.replace("FILE", file.toString()));
    }

    @Test
    void a_refusal_is_said_by_whoever_ends_with_it_and_not_twice() throws Exception {
        // Given
        mlflow.require("Bearer token");
        MlflowLog log = log();
        log.begin(RUN);

        // When
        boolean finished = log.finish(Duration.ofMinutes(1));

        // Then
        assertThat(finished).isFalse();
        assertThat(log.complaint()).isPresent();
        assertThat(said).isEmpty();
    }

    @Test
    void a_token_that_is_sent_without_encryption_is_warned_of_once() {
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

    @Test
    void another_server_is_said_to_be_none() throws Exception {
        // Given
        HttpServer other = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        other.start();
        String uri = "http://localhost:" + other.getAddress().getPort();
        // When
        MlflowLog log = new MlflowLog(MlflowServer.of(uri, Map.of()), "cutmix", said::add);
        log.begin(RUN);
        boolean finished = log.finish(Duration.ofMinutes(1));
        other.stop(0);
        // Then
        assertThat(finished).isFalse();
        assertThat(log.complaint()).contains("the server at " + uri + " is not an MLflow server (HTTP 404)");
    }

    private MlflowLog authorized() {
        return new MlflowLog(
                MlflowServer.of(mlflow.uri(), Map.of("MLFLOW_TRACKING_TOKEN", "token")), "cutmix", said::add);
    }

    private MlflowLog log() {
        return new MlflowLog(MlflowServer.of(mlflow.uri(), Map.of()), "cutmix", said::add);
    }

    private Path file(String name) throws Exception {
        return Files.writeString(folder.resolve(name), name);
    }
}
