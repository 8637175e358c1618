package cutmix.schemas.failure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class ExitCodeTest {

    @Test
    void supervisors_and_scripts_rely_on_the_codes() {
        assertThat(Arrays.stream(ExitCode.values()).map(ExitCode::code)).containsExactly(0, 1, 2, 3, 130, 137, 143);
    }

    @Test
    void a_wrong_setting_among_the_causes_decides() {
        assertThat(ExitCode.of(new IllegalStateException(new UserException("x", new SettingException("wrong")))))
                .isEqualTo(ExitCode.WRONG_SETTING);
    }

    @Test
    void an_interruption_among_the_causes_decides_if_there_is_no_mistake() {
        assertThat(ExitCode.of(new InterruptedException())).isEqualTo(ExitCode.INTERRUPTED);
        assertThat(ExitCode.of(new UserException("interrupted while waiting", new InterruptedException())))
                .isEqualTo(ExitCode.INTERRUPTED);
        assertThat(ExitCode.of(new SettingException("wrong", new InterruptedException())))
                .isEqualTo(ExitCode.WRONG_SETTING);
    }

    @Test
    void an_error_is_fatal() {
        assertThat(ExitCode.of(new NoClassDefFoundError("x"))).isEqualTo(ExitCode.FATAL_ERROR);
        assertThat(ExitCode.of(new IllegalStateException(new NoClassDefFoundError("x"))))
                .isEqualTo(ExitCode.FAILURE);
    }

    @Test
    void other_failures_have_one_code() {
        assertThat(ExitCode.of(new UserException("no broker"))).isEqualTo(ExitCode.FAILURE);
        assertThat(ExitCode.of(new IllegalStateException("broken"))).isEqualTo(ExitCode.FAILURE);
    }
}
