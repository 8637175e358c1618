package cutmix.launcher.mlflow.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cutmix.schemas.failure.UserException;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MlflowServerTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "nonsense",
                "",
                "localhost:5000",
                "http://",
                "ftp://host",
                "http://host?x=1",
                "http://a b",
                "databricks"
            })
    void what_cannot_be_a_server_is_refused(String address) {
        assertThatThrownBy(() -> MlflowServer.of(address, Map.of()))
                .isInstanceOf(UserException.class)
                .hasMessage("'" + address
                        + "' is not the address of an MLflow server: give one like http://localhost:5000");
    }

    @Test
    void a_server_may_have_a_path_and_loses_the_slash_at_its_end() {
        assertThat(MlflowServer.of("https://host/mlflow/", Map.of())).hasToString("https://host/mlflow");
        assertThat(MlflowServer.of("http://host:5000", Map.of())).hasToString("http://host:5000");
    }

    @Test
    void user_and_password_go_before_a_token_as_in_the_clients_of_mlflow() {
        // Given
        Map<String, String> token = Map.of("MLFLOW_TRACKING_TOKEN", "t");
        Map<String, String> both = Map.of(
                "MLFLOW_TRACKING_TOKEN", "t",
                "MLFLOW_TRACKING_USERNAME", "user",
                "MLFLOW_TRACKING_PASSWORD", "secret");
        // When, Then
        assertThat(authorization(MlflowServer.of("http://host", Map.of()))).isEmpty();
        assertThat(authorization(MlflowServer.of("http://host", token))).contains("Bearer t");
        assertThat(authorization(MlflowServer.of("http://host", both))).contains("Basic dXNlcjpzZWNyZXQ=");
    }

    @Test
    void a_password_in_the_address_is_sent_and_never_shown() {
        // When
        MlflowServer server = MlflowServer.of("http://user:secret@host:5000", Map.of());
        // Then
        assertThat(server).hasToString("http://host:5000");
        assertThat(authorization(server)).contains("Basic dXNlcjpzZWNyZXQ=");
        assertThatThrownBy(() -> MlflowServer.of("ftp://user:secret@host", Map.of()))
                .hasMessageContaining("ftp://host")
                .hasMessageNotContaining("secret");
    }

    @ParameterizedTest
    @CsvSource({
        "https://host, https://host:443/a, true",
        "https://host/mlflow, https://HOST/a, true",
        "http://host:80, http://host/a, true",
        "https://host, http://host/a, false",
        "https://host:5000, http://host:5000/a, false",
        "https://host, https://host:5000/a, false",
        "http://host, http://other/a, false",
        "http://localhost:5000, http://127.0.0.1:5000/a, false",
        "https://host, https://host@other/a, false"
    })
    void credentials_are_sent_to_the_scheme_host_and_port_of_the_server_alone(
            String server, URI target, boolean authorized) {
        // When
        MlflowServer known = MlflowServer.of(server, Map.of("MLFLOW_TRACKING_TOKEN", "t"));

        // Then
        assertThat(known.authorization(target).isPresent()).isEqualTo(authorized);
    }

    @ParameterizedTest
    @CsvSource({
        "http://host, true",
        "http://192.0.2.1:5000, true",
        "http://localhost.example, true",
        "https://host, false",
        "http://LOCALHOST:5000, false",
        "http://127.0.0.1, false",
        "http://[::1]:5000, false"
    })
    void credentials_are_exposed_where_they_leave_this_machine_unencrypted(String server, boolean exposed) {
        assertThat(MlflowServer.of(server, Map.of("MLFLOW_TRACKING_TOKEN", "t")).exposesCredentials())
                .isEqualTo(exposed);
        assertThat(MlflowServer.of(server, Map.of()).exposesCredentials()).isFalse();
    }

    private static Optional<String> authorization(MlflowServer server) {
        return server.authorization(server.uri());
    }
}
