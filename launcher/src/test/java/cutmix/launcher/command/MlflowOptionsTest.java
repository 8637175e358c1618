package cutmix.launcher.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cutmix.launcher.logging.MlflowTarget;
import cutmix.schemas.failure.SettingException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MlflowOptionsTest {

    private static final Map<String, String> ENVIRONMENT = Map.of(
            "MLFLOW_TRACKING_URI", "http://variable:5000",
            "MLFLOW_EXPERIMENT_NAME", "variable");

    private final List<String> said = new ArrayList<>();
    private final MlflowOptions options = new MlflowOptions();

    @Test
    void a_run_is_logged_to_where_the_variables_say() {
        assertThat(options.toTarget(Map.of(), said::add)).isEmpty();
        MlflowTarget target = options.toTarget(ENVIRONMENT, said::add).orElseThrow();
        assertThat(target.server()).hasToString("http://variable:5000");
        assertThat(target.experiment()).isEqualTo("variable");
        assertThat(target.extras().systemMetrics()).isFalse();
        assertThat(said).isEmpty();
    }

    @Test
    void options_go_before_the_variables() {
        // Given
        options.uri = "http://option";
        options.experiment = "option";
        options.steps = true;
        options.systemMetrics = true;
        // When
        MlflowTarget target = options.toTarget(ENVIRONMENT, said::add).orElseThrow();
        // Then
        assertThat(target.server()).hasToString("http://option");
        assertThat(target.experiment()).isEqualTo("option");
        assertThat(target.extras().steps()).isTrue();
        assertThat(target.extras().systemMetrics()).isTrue();
    }

    @Test
    void a_variable_that_names_no_server_is_told_of_and_an_option_refused() {
        assertThat(options.toTarget(Map.of("MLFLOW_TRACKING_URI", "sqlite:///mlflow.db"), said::add))
                .isEmpty();
        assertThat(said)
                .containsExactly("warning: this run is not logged to MLflow: MLFLOW_TRACKING_URI 'sqlite:///mlflow.db'"
                        + " is not the address of an MLflow server: give one like http://localhost:5000");
        options.uri = "sqlite:///mlflow.db";
        assertThatThrownBy(() -> options.toTarget(Map.of(), said::add)).isInstanceOf(SettingException.class);
    }
}
