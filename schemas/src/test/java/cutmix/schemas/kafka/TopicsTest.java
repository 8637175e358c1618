package cutmix.schemas.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cutmix.schemas.failure.SettingException;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.kafka.common.internals.Topic;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TopicsTest {

    @Test
    void kafka_takes_all_names_with_the_longest_prefix() {
        Topics topics = Topics.configured(Optional.of("a".repeat(233)));

        assertThat(Stream.concat(
                        topics.imageTopics().stream(),
                        Stream.of(topics.datasetInfo(), topics.metrics(), topics.steps(), topics.deadLetters())))
                .allMatch(Topic::isValid);
    }

    @Test
    void no_prefix_is_none() {
        assertThat(Topics.configured(Optional.empty()).datasetInfo()).isEqualTo("dataset.info");
    }

    @ParameterizedTest
    @ValueSource(strings = {"bad prefix/", "ä.", "a\n", " "})
    void a_prefix_that_kafka_takes_in_no_name_is_a_wrong_setting(String prefix) {
        assertThatThrownBy(() -> Topics.configured(Optional.of(prefix)))
                .isInstanceOf(SettingException.class)
                .hasMessageStartingWith(
                        "CUTMIX_TOPIC_PREFIX '" + prefix + "' cannot begin the name of a topic: use at most");
    }

    @Test
    void a_prefix_that_is_too_long_is_a_wrong_setting() {
        assertThatThrownBy(() -> Topics.configured(Optional.of("a".repeat(234))))
                .isInstanceOf(SettingException.class);
    }
}
