package cutmix.trainer.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PageAddressTest {

    @ParameterizedTest
    @CsvSource({
        "127.0.0.1, http://127.0.0.1:80/",
        "page.example, http://page.example:80/",
        "0.0.0.0, http://localhost:80/",
        "::, http://localhost:80/",
        "::1, http://[::1]:80/",
        "[::1], http://[::1]:80/",
        "fe80::1:2, http://[fe80::1:2]:80/"
    })
    void a_browser_can_open_it(String host, String url) {
        assertThat(PageAddress.url(host, 80)).isEqualTo(url);
        assertThat(URI.create(url).getPort()).isEqualTo(80);
    }
}
