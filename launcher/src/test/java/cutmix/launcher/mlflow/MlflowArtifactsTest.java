package cutmix.launcher.mlflow;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Artifacts that a server does not accept. */
class MlflowArtifactsTest extends MlflowLogFixture {

    @Test
    void artifacts_that_the_server_does_not_proxy_are_skipped_with_one_warning() throws Exception {
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
    void a_failed_artifact_is_named_with_the_message_of_the_server(int status, String words) throws Exception {
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
}
