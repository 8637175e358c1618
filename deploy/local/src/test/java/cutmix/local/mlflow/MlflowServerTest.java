package cutmix.local.mlflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cutmix.schemas.UserException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
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
        assertThat(MlflowServer.of("http://host", Map.of()).authorization()).isEmpty();
        assertThat(MlflowServer.of("http://host", token).authorization()).contains("Bearer t");
        assertThat(MlflowServer.of("http://host", both).authorization()).contains("Basic dXNlcjpzZWNyZXQ=");
    }

    @Test
    void a_password_in_the_address_is_sent_and_never_shown() {
        // When
        MlflowServer server = MlflowServer.of("http://user:secret@host:5000", Map.of());
        // Then
        assertThat(server).hasToString("http://host:5000");
        assertThat(server.authorization()).contains("Basic dXNlcjpzZWNyZXQ=");
        assertThatThrownBy(() -> MlflowServer.of("ftp://user:secret@host", Map.of()))
                .hasMessageContaining("ftp://host")
                .hasMessageNotContaining("secret");
    }
}
