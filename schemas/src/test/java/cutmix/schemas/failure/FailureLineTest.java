package cutmix.schemas.failure;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.NoSuchFileException;
import java.util.List;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.Test;

class FailureLineTest {

    @Test
    void what_the_user_can_mend_is_told_in_its_own_words() {
        assertThat(FailureLine.of(new UserException("--epochs 0 is not at least 1", new IOException("x"))))
                .isEqualTo("error: --epochs 0 is not at least 1");
        assertThat(FailureLine.of(new TimeoutException("no answer"))).isEqualTo("error: no answer");
    }

    @Test
    void any_other_failure_has_its_class_named() {
        assertThat(FailureLine.of(new NoSuchFileException("/x/y"))).isEqualTo("error: NoSuchFileException: /x/y");
    }

    @Test
    void a_failure_without_a_message_names_the_cause_that_has_one() {
        Throwable failure = new ExceptionInInitializerError(
                new UnsatisfiedLinkError("/x/libjnind4jcpu.so: failed to map segment from shared object"));

        assertThat(FailureLine.of(failure))
                .isEqualTo(
                        "error: ExceptionInInitializerError: UnsatisfiedLinkError: /x/libjnind4jcpu.so: failed to map"
                                + " segment from shared object");
    }

    @Test
    void causes_that_form_a_circle_are_no_trap() {
        // Given
        RuntimeException first = new RuntimeException("first");
        first.initCause(new RuntimeException("second", first));
        RuntimeException silent = new RuntimeException((String) null);
        silent.initCause(new RuntimeException(null, silent));

        // Then
        assertThat(FailureLine.of(first)).startsWith("error: RuntimeException: first");
        assertThat(FailureLine.of(silent)).startsWith("error: RuntimeException: RuntimeException");
    }

    @Test
    void a_failure_without_any_message_names_the_place() {
        assertThat(FailureLine.of(new IllegalStateException((String) null)))
                .startsWith("error: IllegalStateException at cutmix.schemas.failure.FailureLineTest.a_failure")
                .doesNotContain("null");
        assertThat(FailureLine.of(new NullPointerException(" "))).startsWith("error: NullPointerException at ");
    }

    @Test
    void the_innermost_cause_is_told_once() {
        IOException full = new IOException("No space left on device");

        assertThat(FailureLine.of(new IllegalStateException("cannot go on", new RuntimeException("inner", full))))
                .isEqualTo(
                        "error: IllegalStateException: cannot go on (caused by IOException: No space left on device)");
        assertThat(FailureLine.of(new UncheckedIOException(full)))
                .isEqualTo("error: UncheckedIOException: java.io.IOException: No space left on device");
    }

    @Test
    void the_line_is_one_line_whatever_a_message_holds() {
        assertThat(FailureLine.of(new UserException("run 'a\n\u001b[31mb'")))
                .isEqualTo("error: run 'a\\n\\u001b[31mb'");
    }

    @Test
    void details_have_lines_of_their_own_before_the_message_that_sums_them_up() {
        UserException failure = new UserException("2 images cannot be read") {
            private static final long serialVersionUID = 1L;

            @Override
            public List<String> details() {
                return List.of("a.png is torn", "b\n.png is torn");
            }
        };

        assertThat(FailureLine.all(failure))
                .containsExactly("error: a.png is torn", "error: b\\n.png is torn", "error: 2 images cannot be read");
        assertThat(FailureLine.all(new UserException("no"))).containsExactly("error: no");
    }
}
