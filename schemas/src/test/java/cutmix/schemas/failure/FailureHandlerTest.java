package cutmix.schemas.failure;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class FailureHandlerTest {

    private final List<Throwable> faults = new ArrayList<>();
    private final List<String> err = new ArrayList<>();
    private final FailureHandler handler = new FailureHandler(faults::add);

    @Test
    void a_users_mistake_is_a_line_without_a_stack_trace() {
        int code = handler.handle(new SettingException("--epochs 0 is not at least 1"), err::add);

        assertThat(code).isEqualTo(2);
        assertThat(err).containsExactly("error: --epochs 0 is not at least 1");
        assertThat(faults).isEmpty();
    }

    @Test
    void a_fault_of_the_program_is_reported_with_its_stack_trace() {
        IOException fault = new IOException("torn");

        int code = handler.handle(fault, err::add);

        assertThat(code).isEqualTo(1);
        assertThat(err).containsExactly("error: IOException: torn");
        assertThat(faults).containsExactly(fault);
    }

    @Test
    void an_interruption_is_no_fault_and_needs_no_line() {
        int code = handler.handle(new InterruptedException("stopped"), err::add);

        assertThat(code).isEqualTo(130);
        assertThat(err).isEmpty();
        assertThat(faults).isEmpty();
    }

    @Test
    void an_exception_around_the_users_mistake_is_reported_as_it_is() {
        RuntimeException fault = new RuntimeException("around", new SettingException("wrong"));

        int code = handler.handle(fault, err::add);

        assertThat(code).isEqualTo(2);
        assertThat(err).containsExactly("error: RuntimeException: around (caused by wrong)");
        assertThat(faults).containsExactly(fault);
    }

    @Test
    void the_users_mistake_is_found_in_what_a_framework_throws_at_the_start() {
        int code = handler.handleStart(new RuntimeException("around", new SettingException("wrong")), err::add);

        assertThat(code).isEqualTo(2);
        assertThat(err).containsExactly("error: wrong");
        assertThat(faults).isEmpty();
    }

    @Test
    void the_exception_of_another_library_is_translated_at_the_start() {
        FailureHandler translating = handler.translating(
                        IOException.class, torn -> new UserException("the line is torn", torn))
                .translating(ArithmeticException.class, other -> new SettingException("no division", other));

        int first = translating.handleStart(new RuntimeException(new IOException("torn")), err::add);
        int second = translating.handleStart(new RuntimeException(new ArithmeticException("/ by zero")), err::add);

        assertThat(first).isEqualTo(1);
        assertThat(second).isEqualTo(2);
        assertThat(err).containsExactly("error: the line is torn", "error: no division");
        assertThat(faults).isEmpty();
    }

    @Test
    void an_unknown_failure_to_start_is_a_fault() {
        RuntimeException fault = new RuntimeException("broken");

        assertThat(handler.handleStart(fault, err::add)).isEqualTo(1);
        assertThat(err).containsExactly("error: RuntimeException: broken");
        assertThat(faults).containsExactly(fault);
    }

    @Test
    void a_refused_command_line_is_a_wrong_setting() {
        assertThat(handler.refuse("'--x' is not an option", err::add)).isEqualTo(2);
        assertThat(err).containsExactly("error: '--x' is not an option");
        assertThat(faults).isEmpty();
    }
}
