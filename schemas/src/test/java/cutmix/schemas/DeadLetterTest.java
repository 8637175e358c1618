package cutmix.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;

class DeadLetterTest {

    private static final DeadLetter LETTER = new DeadLetter("images.train", 3, 12_345_678_901L, "5 × 5 pixels");

    @Test
    void is_found_again_in_its_headers() {
        assertThat(DeadLetter.in(LETTER.headers())).contains(LETTER);
    }

    @Test
    void headers_have_the_names_that_smallrye_gives_them() {
        assertThat(LETTER.headers().toArray())
                .extracting(header -> header.key() + "=" + new String(header.value(), StandardCharsets.UTF_8))
                .containsExactly(
                        "dead-letter-topic=images.train",
                        "dead-letter-partition=3",
                        "dead-letter-offset=12345678901",
                        "dead-letter-reason=5 × 5 pixels");
    }

    @Test
    void other_headers_tell_of_none() {
        Headers incomplete = LETTER.headers().remove("dead-letter-offset");
        Headers noNumber = LETTER.headers().remove("dead-letter-partition").add("dead-letter-partition", new byte[0]);
        Headers noValue = LETTER.headers().remove("dead-letter-offset").add("dead-letter-offset", null);

        assertThat(DeadLetter.in(new RecordHeaders())).isEmpty();
        assertThat(DeadLetter.in(incomplete)).isEmpty();
        assertThat(DeadLetter.in(noNumber)).isEmpty();
        assertThat(DeadLetter.in(noValue)).isEmpty();
    }

    @Test
    void says_where_the_record_lies() {
        assertThat(LETTER.place()).isEqualTo("topic images.train, partition 3, offset 12345678901");
    }
}
