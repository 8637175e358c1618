package cutmix.schemas.failure;

import static org.assertj.core.api.Assertions.assertThat;

import cutmix.schemas.output.JsonOutput;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import org.junit.jupiter.api.Test;

class FatalErrorsTest {

    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final List<Integer> codes = new ArrayList<>();
    private final FatalErrors errors = new FatalErrors("give it more", err, codes::add);

    @Test
    void an_error_of_any_thread_ends_the_process_with_one_line() {
        errors.uncaughtException(Thread.currentThread(), new OutOfMemoryError("Java heap space"));

        assertThat(err()).isEqualTo("error: out of memory (Java heap space): give it more" + end());
        assertThat(codes).containsExactly(ExitCode.FATAL_ERROR.code());
    }

    @Test
    void the_line_names_the_place_of_an_error_that_is_not_of_memory() {
        // Given
        StackOverflowError error = new StackOverflowError();
        error.setStackTrace(new StackTraceElement[] {new StackTraceElement("cutmix.Deep", "fall", "Deep.java", 7)});

        // When
        errors.end(error);

        // Then
        assertThat(err())
                .startsWith("error: StackOverflowError at cutmix.Deep.fall(Deep.java:7) in thread ")
                .contains(": this is a fault of the program or of its installation")
                .hasLineCount(1);
        assertThat(codes).containsExactly(ExitCode.FATAL_ERROR.code());
    }

    @Test
    void the_line_names_the_place_beside_the_message() {
        // Given
        AssertionError error = new AssertionError("no layer");
        error.setStackTrace(new StackTraceElement[] {new StackTraceElement("cutmix.Deep", "fall", "Deep.java", 7)});

        // When
        errors.end(error);

        // Then
        assertThat(err())
                .startsWith("error: AssertionError: no layer in thread ")
                .contains(" at cutmix.Deep.fall(Deep.java:7): ");
    }

    @Test
    void the_line_names_the_cause_of_an_error_that_only_wraps_it() {
        // Given
        LinkageError cause = new UnsatisfiedLinkError("/x/libjnind4jcpu.so: failed to map segment");

        // When
        errors.end(new ExceptionInInitializerError(new RuntimeException("missing dependencies", cause)));

        // Then
        assertThat(err())
                .startsWith("error: ExceptionInInitializerError: RuntimeException: missing dependencies"
                        + " (caused by UnsatisfiedLinkError: /x/libjnind4jcpu.so: failed to map segment) in thread ")
                .contains(": this is a fault of the program or of its installation")
                .hasLineCount(1);
    }

    @Test
    void a_message_of_several_lines_stays_on_one() {
        errors.end(new NoClassDefFoundError("a\nb"));

        assertThat(err()).contains("a\\nb").hasLineCount(1);
    }

    @Test
    void the_process_ends_where_even_the_line_cannot_be_made() {
        // Given: the first attempt to write fails, as it does without memory
        OutputStream full = new OutputStream() {
            private boolean failed;

            @Override
            public void write(int value) {
                err.write(value);
            }

            @Override
            public void write(byte[] bytes) throws IOException {
                if (!failed) {
                    failed = true;
                    throw new OutOfMemoryError("again");
                }
                err.write(bytes);
            }
        };

        // When
        new FatalErrors("give it more", full, codes::add).end(new OutOfMemoryError("Java heap space"));

        // Then
        assertThat(err()).isEqualTo("error: out of memory: give it more" + end());
        assertThat(codes).containsExactly(ExitCode.FATAL_ERROR.code());
    }

    @Test
    void the_line_is_an_object_where_the_user_wants_json_of_all_lines() {
        // Given
        PrintStream stderr = System.err;
        System.setProperty("quarkus.log.console.json.enabled", "true");

        // When
        try {
            JsonOutput.begin(true);
            new FatalErrors("give it more", err, codes::add).end(new OutOfMemoryError("Java heap space"));
        } finally {
            System.setErr(stderr);
            System.clearProperty("quarkus.log.console.json.enabled");
        }

        // Then
        assertThat(err())
                .startsWith("{\"timestamp\":")
                .contains("\"message\":\"error: out of memory (Java heap space): give it more\"")
                .hasLineCount(1);
        assertThat(codes).containsExactly(ExitCode.FATAL_ERROR.code());
    }

    @Test
    void an_exception_is_printed_and_does_not_end_the_process() {
        // Given
        PrintStream stderr = System.err;
        System.setErr(new PrintStream(err, true, StandardCharsets.UTF_8));

        // When
        try {
            errors.uncaughtException(Thread.currentThread(), new IllegalStateException("of the test"));
        } finally {
            System.setErr(stderr);
        }

        // Then
        assertThat(err()).contains("java.lang.IllegalStateException: of the test", "\tat cutmix.");
        assertThat(codes).isEmpty();
    }

    @Test
    void an_error_that_a_library_only_logs_is_found_behind_its_causes() {
        // Given
        List<Error> found = new ArrayList<>();
        Error error = new OutOfMemoryError("Java heap space");
        LogRecord logged = logged(Level.SEVERE, new IllegalStateException(new RuntimeException(error)));

        // When
        new LoggedErrors(found::add).publish(logged);

        // Then
        assertThat(found).containsExactly(error);
    }

    @Test
    void so_is_one_of_memory_after_which_a_library_tries_again() {
        // Given
        List<Error> found = new ArrayList<>();
        Error error = new OutOfMemoryError("Java heap space");

        // When
        new LoggedErrors(found::add).publish(logged(Level.WARNING, error));

        // Then
        assertThat(found).containsExactly(error);
    }

    @Test
    void what_a_library_goes_on_without_is_no_fatal_error() {
        // Given
        List<Error> found = new ArrayList<>();
        LoggedErrors logged = new LoggedErrors(found::add);

        // When
        logged.publish(logged(Level.SEVERE, new UnsatisfiedLinkError("no such library")));
        logged.publish(logged(Level.WARNING, new NoClassDefFoundError("Optional")));
        logged.publish(logged(Level.FINE, new OutOfMemoryError("of somebody who asked for too much")));
        logged.publish(logged(Level.SEVERE, null));

        // Then
        assertThat(found).isEmpty();
    }

    @Test
    void causes_that_form_a_circle_are_no_trap() {
        // Given
        RuntimeException first = new RuntimeException("first");
        first.initCause(new RuntimeException("second", first));
        List<Error> found = new ArrayList<>();

        // When
        new LoggedErrors(found::add).publish(logged(Level.SEVERE, first));

        // Then
        assertThat(found).isEmpty();
    }

    private static LogRecord logged(Level level, Throwable thrown) {
        LogRecord logged = new LogRecord(level, "Uncaught exception in thread");
        logged.setThrown(thrown);
        return logged;
    }

    private String err() {
        return err.toString(StandardCharsets.UTF_8);
    }

    private static String end() {
        return System.lineSeparator();
    }
}
