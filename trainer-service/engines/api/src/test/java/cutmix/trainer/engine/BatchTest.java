package cutmix.trainer.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class BatchTest {

    @Test
    void the_heaviest_class_is_the_first_of_equals() {
        Batch batch = new Batch(2, new byte[2], new float[] {0.25f, 0.75f, 0, 0.5f, 0, 0.5f});

        assertThat(batch.classes()).isEqualTo(3);
        assertThat(batch.heaviestClass(0)).isEqualTo(1);
        assertThat(batch.heaviestClass(1)).isZero();
    }

    @Test
    void arrays_that_do_not_divide_into_samples_are_refused() {
        assertThatThrownBy(() -> new Batch(2, new byte[3], new float[2])).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Batch(2, new byte[2], new float[3])).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Batch(0, new byte[0], new float[0])).isInstanceOf(IllegalArgumentException.class);
    }
}
