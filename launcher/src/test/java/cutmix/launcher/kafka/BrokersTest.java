package cutmix.launcher.kafka;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cutmix.schemas.failure.SettingException;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BrokersTest {

    @Test
    void a_prefix_that_no_topic_can_have_is_refused_before_anything_connects() {
        assertThatThrownBy(() -> brokers("bad prefix/").checkSettings())
                .isInstanceOf(SettingException.class)
                .hasMessageStartingWith("CUTMIX_TOPIC_PREFIX 'bad prefix/' ");
        assertThatCode(() -> brokers("mine.").checkSettings()).doesNotThrowAnyException();
    }

    private static Brokers brokers(String prefix) {
        return new Brokers("localhost:9092", Map.of("CUTMIX_TOPIC_PREFIX", prefix));
    }
}
