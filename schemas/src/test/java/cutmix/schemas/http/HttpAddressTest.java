package cutmix.schemas.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HttpAddressTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "nonsense",
                "host:80",
                "ftp://host/a",
                "file:///a",
                "http://",
                "http:/a",
                "http:a",
                "http://a b",
                "http://host:65536",
                "http://host:x",
                "http://two_words"
            })
    void what_http_cannot_reach_is_no_address(String text) {
        assertThat(HttpAddress.parse(text)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "http://host, http://host",
        "' https://host:8443/a%20b?c=d#e ', https://host:8443/a%20b?c=d",
        "HTTP://Host/, http://Host/",
        "http://[::1]:80/a, http://[::1]:80/a"
    })
    void the_url_is_kept_but_for_its_fragment(String text, String uri) {
        HttpAddress address = HttpAddress.parse(text).orElseThrow();

        assertThat(address.uri()).hasToString(uri);
        assertThat(address.authorization()).isEmpty();
    }

    @Test
    void user_and_password_become_a_header_and_are_never_shown() {
        HttpAddress address =
                HttpAddress.parse("https://us%40er:sec:ret@host/a").orElseThrow();

        assertThat(address.authorization()).contains("Basic dXNAZXI6c2VjOnJldA=="); // us@er:sec:ret
        assertThat(address).hasToString("https://host/a");
        assertThat(HttpAddress.withoutUser("ftp://u:p@ss@host/a@b")).isEqualTo("ftp://host/a@b");
        assertThat(HttpAddress.withoutUser("host/a")).isEqualTo("host/a");
    }

    @ParameterizedTest
    @CsvSource({
        "https://host/a, https://host/b, true",
        "https://host, https://HOST:443/b, true",
        "http://host:80, http://user@host/b, true",
        "https://host, http://host/b, false",
        "https://host:443, http://host:443/b, false",
        "https://host, https://host:8443/b, false",
        "https://host, https://host.evil/b, false",
        "https://host, mlflow-artifacts://host/b, false",
        "https://host, /b, false"
    })
    void an_origin_is_scheme_host_and_port(String address, String other, boolean same) {
        assertThat(HttpAddress.parse(address).orElseThrow().isOriginOf(URI.create(other)))
                .isEqualTo(same);
    }

    @Test
    void a_port_that_is_not_named_is_that_of_the_scheme() {
        assertThat(HttpAddress.parse("http://host").orElseThrow().port()).isEqualTo(80);
        assertThat(HttpAddress.parse("https://host").orElseThrow().port()).isEqualTo(443);
        assertThat(HttpAddress.parse("https://host:80").orElseThrow().port()).isEqualTo(80);
    }
}
