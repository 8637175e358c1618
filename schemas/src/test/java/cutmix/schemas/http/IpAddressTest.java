package cutmix.schemas.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IpAddressTest {

    @Test
    void an_address_is_the_same_in_all_its_forms() {
        assertThat(IpAddress.parse("127.0.0.1").orElseThrow().isLoopbackAddress())
                .isTrue();
        assertThat(IpAddress.parse("::1")).isPresent().isEqualTo(IpAddress.parse("[0:0:0:0:0:0:0:1]"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "localhost", "example.org", "1.2.3", "1.2.3.4.example", "a:b", "[::1]:80"})
    void anything_else_is_none(String text) {
        assertThat(IpAddress.parse(text)).isEmpty();
    }
}
