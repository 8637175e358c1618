package cutmix.schemas.deadletter;

import static org.assertj.core.api.Assertions.assertThat;

import cutmix.mutations.Mutations;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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
    void a_reason_is_one_line_that_is_safe_to_print() {
        DeadLetter letter = new DeadLetter("t", 0, 1, "class 'a\n\u001b[31m'");

        assertThat(letter.reason()).isEqualTo("class 'a\\n\\u001b[31m'");
        assertThat(DeadLetter.in(letter.headers())).contains(letter);
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

    @ParameterizedTest
    @CsvSource({
        "dead-letter-partition, -1",
        "dead-letter-partition, 2147483648",
        "dead-letter-partition, 1e3",
        "dead-letter-offset, -1",
        "dead-letter-offset, 9223372036854775808",
        "dead-letter-offset, NaN",
    })
    void a_place_that_cannot_be_is_none(String header, String value) {
        Headers headers = LETTER.headers().remove(header).add(header, value.getBytes(StandardCharsets.UTF_8));

        assertThat(DeadLetter.in(headers)).isEmpty();
    }

    @Test
    void a_reason_from_elsewhere_is_one_line_of_bounded_length() {
        String reason = "\u001b[2J\n" + "x".repeat(1_000_000);
        Headers headers = new DeadLetter("t", 0, 0, reason).headers();

        assertThat(DeadLetter.in(headers).orElseThrow().reason())
                .startsWith("\\u001b[2J\\nxxx")
                .hasSizeLessThan(5_000);
    }

    @Property(tries = 10, shrinking = ShrinkingMode.OFF)
    void damaged_headers_tell_of_a_place_or_of_none(@ForAll long seed) {
        Header[] headers = LETTER.headers().toArray();
        Mutations mutations = new Mutations(
                        seed, Stream.of(headers).map(Header::value).toArray(byte[][]::new))
                .with("-1", "9223372036854775807", "9223372036854775808", "2147483648", "-", "+", "0x1", "1e9");
        for (int i = 0; i < 10_000; i++) {
            Headers damaged = new RecordHeaders();
            for (Header header : headers) {
                damaged.add(header.key(), i % 3 == 0 ? header.value() : mutations.next());
            }
            DeadLetter.in(damaged)
                    .ifPresent(letter -> assertThat(letter.offset()).isNotNegative());
        }
    }
}
