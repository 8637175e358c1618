package cutmix.launcher.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cutmix.schemas.failure.UserException;
import java.util.Map;
import org.junit.jupiter.api.Test;

class Cifar10MirrorTest {

    private static final String VARIABLE = "CUTMIX_LOADER_CIFAR10_URL";

    @Test
    void the_loader_gets_the_option_by_a_variable_which_other_users_cannot_see() {
        assertThat(Cifar10Mirror.variables("https://user:secret@mirror/a", "cifar10", Map.of(VARIABLE, "nonsense")))
                .isEqualTo(Map.of(VARIABLE, "https://user:secret@mirror/a"));
        assertThat(Cifar10Mirror.variables(null, "cifar10", Map.of(VARIABLE, "https://mirror/a")))
                .isEmpty();
    }

    @Test
    void what_is_no_url_is_refused_where_it_would_be_used() {
        assertThatThrownBy(() -> Cifar10Mirror.variables("file:///a", "sample", Map.of()))
                .isInstanceOf(UserException.class)
                .hasMessageStartingWith("--cifar10-url 'file:///a' is not an http or https URL: ");
        assertThatThrownBy(() -> Cifar10Mirror.variables(null, "cifar10", Map.of(VARIABLE, "ftp://user:secret@mirror")))
                .isInstanceOf(UserException.class)
                .hasMessageStartingWith(VARIABLE + " 'ftp://mirror' is not an http or https URL: ");
        assertThat(Cifar10Mirror.variables(null, "sample", Map.of(VARIABLE, "nonsense")))
                .isEmpty();
        assertThat(Cifar10Mirror.variables(null, "cifar10", Map.of(VARIABLE, "")))
                .isEmpty();
    }
}
