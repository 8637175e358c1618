package cutmix.trainer.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cutmix.schemas.failure.UserException;
import cutmix.schemas.kafka.Topics;
import cutmix.schemas.order.SamplePosition;
import cutmix.trainer.stream.order.TinySamples;
import org.junit.jupiter.api.Test;

class DataPathTest {

    private static final SamplePosition START = new SamplePosition(1, 0);

    @Test
    void each_path_has_a_name_of_its_own() {
        assertThat(DataPath.values()).extracting(DataPath::label).containsExactly("cutmix", "plain");
        assertThat(DataPath.values()).allMatch(path -> DataPath.named(path.label()) == path);
    }

    @Test
    void another_name_is_refused_with_the_choice() {
        assertThatThrownBy(() -> DataPath.named("mixup"))
                .isInstanceOf(UserException.class)
                .hasMessage("--path mixup is unknown: choose cutmix or plain");
    }

    @Test
    void the_cutmix_path_reads_mixed_images_in_which_samples_may_be_repeated() {
        Topics topics = new Topics("a.");

        assertThat(DataPath.CUTMIX.topic(topics)).isEqualTo(topics.mixedImages());
        assertThat(DataPath.CUTMIX.order(TinySamples.INFO, START).isExact()).isFalse();
    }

    @Test
    void the_plain_path_reads_training_images_each_of_which_is_there_once() {
        Topics topics = new Topics("a.");

        assertThat(DataPath.PLAIN.topic(topics)).isEqualTo(topics.trainImages());
        assertThat(DataPath.PLAIN.order(TinySamples.INFO, START).isExact()).isTrue();
    }
}
