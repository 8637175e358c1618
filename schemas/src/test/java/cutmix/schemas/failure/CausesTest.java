package cutmix.schemas.failure;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;

class CausesTest {

    @Test
    void causes_follow_from_the_outside_to_the_inside() {
        IOException inner = new IOException("inner");
        IllegalStateException middle = new IllegalStateException("middle", inner);
        RuntimeException outer = new RuntimeException("outer", middle);

        assertThat(Causes.of(outer)).containsExactly(outer, middle, inner);
        assertThat(Causes.first(outer, RuntimeException.class)).containsSame(outer);
        assertThat(Causes.first(outer, IOException.class)).containsSame(inner);
        assertThat(Causes.first(outer, Error.class)).isEmpty();
    }

    @Test
    void a_circle_of_causes_is_walked_once() {
        RuntimeException first = new RuntimeException("first");
        RuntimeException second = new RuntimeException("second", first);
        first.initCause(second);

        assertThat(Causes.of(first)).containsExactly(first, second);
    }

    @Test
    void nothing_has_no_causes() {
        assertThat(Causes.of(null)).isEmpty();
    }
}
