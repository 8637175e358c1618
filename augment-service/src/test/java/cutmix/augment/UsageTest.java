package cutmix.augment;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UsageTest {

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @ParameterizedTest
    @ValueSource(strings = {"-h", "--help"})
    void help_names_what_configures_a_worker(String argument) {
        // When
        Usage usage = print(argument);

        // Then
        assertThat(usage.exitCode()).isZero();
        assertThat(out.toString(StandardCharsets.UTF_8))
                .startsWith("Usage: augment-service")
                .contains("KAFKA_BOOTSTRAP_SERVERS", "CUTMIX_TOPIC_PREFIX", "CUTMIX_AUGMENT_ALPHA", "QUARKUS_PROFILE");
        assertThat(err.size()).isZero();
    }

    @Test
    void another_argument_is_refused_in_one_line() {
        // When
        Usage usage = print("--alpha=1");

        // Then
        assertThat(usage.exitCode()).isEqualTo(2);
        assertThat(out.size()).isZero();
        assertThat(err.toString(StandardCharsets.UTF_8))
                .isEqualTo(
                        "error: augment-service takes no arguments, but got --alpha=1: set environment variables, see"
                                + " augment-service --help" + System.lineSeparator());
    }

    private Usage print(String argument) {
        Usage usage = Usage.of(List.of(argument));
        usage.print(
                new PrintStream(out, true, StandardCharsets.UTF_8), new PrintStream(err, true, StandardCharsets.UTF_8));
        return usage;
    }
}
