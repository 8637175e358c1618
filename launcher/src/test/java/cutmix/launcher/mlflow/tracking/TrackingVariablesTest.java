package cutmix.launcher.mlflow.tracking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cutmix.schemas.failure.UserException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TrackingVariablesTest {

    @TempDir
    Path home;

    @Test
    void user_and_password_come_from_the_file_where_no_variable_has_them() throws Exception {
        // Given
        Files.createDirectory(home.resolve(".mlflow"));
        Files.writeString(
                home.resolve(".mlflow/credentials"),
                "[other]\nmlflow_tracking_password = no\n[mlflow]\n# mine\nMLFLOW_TRACKING_USERNAME = user\n"
                        + "mlflow_tracking_password=pass=word\n");
        // When, Then
        assertThat(of().authorization()).contains("Basic " + base64("user:pass=word"));
        assertThat(of("MLFLOW_TRACKING_USERNAME", "other").authorization())
                .contains("Basic " + base64("other:pass=word"));
        assertThat(of("MLFLOW_TRACKING_TOKEN", "token").authorization()).contains("Basic " + base64("user:pass=word"));
    }

    @Test
    void a_token_is_sent_where_user_or_password_is_missing() {
        assertThat(of().authorization()).isEmpty();
        assertThat(of("MLFLOW_TRACKING_TOKEN", "token", "MLFLOW_TRACKING_USERNAME", "user")
                        .authorization())
                .contains("Bearer token");
    }

    @Test
    void a_line_break_at_the_end_of_a_secret_is_none_of_it() {
        assertThat(of("MLFLOW_TRACKING_TOKEN", "token\n").authorization()).contains("Bearer token");
        assertThat(of("MLFLOW_TRACKING_USERNAME", "user\n", "MLFLOW_TRACKING_PASSWORD", "secret\r\n")
                        .authorization())
                .contains("Basic " + base64("user:secret"));
    }

    @ParameterizedTest
    @CsvSource({
        "MLFLOW_TRACKING_TOKEN, 'sec\nret'",
        "MLFLOW_TRACKING_TOKEN, 'sec\u0001ret'",
        "MLFLOW_TRACKING_TOKEN, 'sec\u20acret'",
        "MLFLOW_TRACKING_USERNAME, 'sec\nret'",
        "MLFLOW_TRACKING_PASSWORD, 'sec\rret'"
    })
    void a_secret_that_cannot_be_sent_is_named_and_not_shown(String name, String value) {
        Map<String, String> environment = new HashMap<>(Map.of(
                "HOME", home.toString(), "MLFLOW_TRACKING_USERNAME", "user", "MLFLOW_TRACKING_PASSWORD", "password"));
        if (name.endsWith("TOKEN")) {
            environment.remove("MLFLOW_TRACKING_PASSWORD");
        }
        environment.put(name, value);
        assertThatThrownBy(() -> new TrackingVariables(environment).authorization())
                .isInstanceOf(UserException.class)
                .hasMessageStartingWith(name + " has a ")
                .hasMessageNotContaining("sec");
    }

    @Test
    void blank_variables_count_as_unset() {
        assertThat(of("MLFLOW_TRACKING_URI", " ", "MLFLOW_EXPERIMENT_NAME", "").uri())
                .isEmpty();
        assertThat(of("MLFLOW_EXPERIMENT_NAME", "").experiment()).isEmpty();
        assertThat(of("MLFLOW_TRACKING_INSECURE_TLS", "").trust()).isEqualTo(ServerTrust.SYSTEM);
    }

    @ParameterizedTest
    @ValueSource(strings = {"true", "True", "1"})
    void any_server_is_trusted_where_that_is_asked_for(String value) {
        assertThat(of("MLFLOW_TRACKING_INSECURE_TLS", value).trust().context()).isPresent();
    }

    @Test
    void certificates_that_cannot_be_used_are_named() throws Exception {
        // Given
        Path empty = Files.createFile(home.resolve("empty.pem"));
        Path text = Files.writeString(home.resolve("text.pem"), "no certificate");
        // When, Then
        for (Path file : new Path[] {empty, text, home.resolve("missing.pem")}) {
            TrackingVariables variables = of("MLFLOW_TRACKING_SERVER_CERT_PATH", file.toString());
            assertThatThrownBy(variables::trust)
                    .isInstanceOf(UserException.class)
                    .hasMessageStartingWith("MLFLOW_TRACKING_SERVER_CERT_PATH " + file + " cannot be used (")
                    .hasMessageEndingWith("in PEM");
        }
        assertThatThrownBy(() -> of("MLFLOW_TRACKING_SERVER_CERT_PATH", "a", "MLFLOW_TRACKING_INSECURE_TLS", "true")
                        .trust())
                .hasMessage("MLFLOW_TRACKING_INSECURE_TLS and MLFLOW_TRACKING_SERVER_CERT_PATH are both set: unset one"
                        + " of them");
        assertThatThrownBy(() -> of("MLFLOW_TRACKING_INSECURE_TLS", "maybe").trust())
                .hasMessageContaining("neither true nor false");
    }

    @Test
    void the_machine_is_read_every_ten_seconds_unless_a_variable_says_otherwise() {
        assertThat(of().systemMetrics()).isFalse();
        assertThat(of("MLFLOW_ENABLE_SYSTEM_METRICS_LOGGING", "true").systemMetrics())
                .isTrue();
        assertThat(of().samplingInterval()).isEqualTo(Duration.ofSeconds(10));
        assertThat(of("MLFLOW_SYSTEM_METRICS_SAMPLING_INTERVAL", "0.5").samplingInterval())
                .isEqualTo(Duration.ofMillis(500));
        assertThatThrownBy(
                        () -> of("MLFLOW_SYSTEM_METRICS_SAMPLING_INTERVAL", "0").samplingInterval())
                .isInstanceOf(UserException.class);
    }

    private TrackingVariables of(String... variables) {
        Map<String, String> environment = new HashMap<>(Map.of("HOME", home.toString()));
        for (int i = 0; i < variables.length; i += 2) {
            environment.put(variables[i], variables[i + 1]);
        }
        return new TrackingVariables(environment);
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
