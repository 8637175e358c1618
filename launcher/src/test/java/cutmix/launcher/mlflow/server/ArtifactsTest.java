package cutmix.launcher.mlflow.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ArtifactsTest {

    private static final String PROXY = "/api/2.0/mlflow-artifacts/artifacts";

    @ParameterizedTest
    @CsvSource({
        "http://host:5000, mlflow-artifacts:/1/ab/artifacts, http://host:5000" + PROXY + "/1/ab/artifacts",
        "https://host/mlflow, mlflow-artifacts:/1/ab/artifacts/, https://host/mlflow" + PROXY + "/1/ab/artifacts",
        "http://host, mlflow-artifacts://files:80/1/ab, http://files:80" + PROXY + "/1/ab",
        "http://host, http://files" + PROXY + "/1/ab, http://files" + PROXY + "/1/ab",
    })
    void what_the_server_serves_is_reached_by_http(String server, String location, String folder) {
        assertThat(Artifacts.folder(URI.create(server), location)).contains(folder);
    }

    @ParameterizedTest
    @CsvSource({"/mlruns/1/ab/artifacts", "file:///mlruns/1/ab", "s3://bucket/1/ab", "C:\\mlruns\\1 2", "''"})
    void what_it_does_not_is_not(String location) {
        assertThat(Artifacts.folder(URI.create("http://host"), location)).isEmpty();
    }
}
