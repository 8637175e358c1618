package cutmix.loader.download;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cutmix.schemas.failure.UserException;
import cutmix.schemas.http.HttpAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProxiesTest {

    private static final URI SECURE = URI.create("https://example.org/a");
    private static final URI PLAIN = URI.create("http://example.org/a");

    @TempDir
    Path folder;

    @AfterEach
    void clearProperties() {
        System.clearProperty("https.proxyHost");
        System.clearProperty("https.proxyPort");
        System.clearProperty("http.nonProxyHosts");
    }

    @ParameterizedTest
    @CsvSource({
        "HTTPS_PROXY, p:1, -",
        "https_proxy, p:1, -",
        "HTTP_PROXY, -, p:1",
        "http_proxy, -, p:1",
        "ALL_PROXY, p:1, p:1",
        "all_proxy, p:1, p:1",
        "OTHER_PROXY, -, -"
    })
    void a_variable_is_for_the_urls_of_its_scheme(String variable, String secure, String plain) {
        Proxies proxies = Proxies.of(Map.of(variable, "http://p:1"));

        assertThat(proxies.describe(SECURE).orElse("-")).isEqualTo(secure);
        assertThat(proxies.describe(PLAIN).orElse("-")).isEqualTo(plain);
    }

    @ParameterizedTest
    @CsvSource({
        "http://proxy.example:3128, proxy.example:3128",
        "http://proxy.example:3128/, proxy.example:3128",
        "http://user:secret@proxy.example:3128, proxy.example:3128",
        "proxy.example:3128, proxy.example:3128",
        "user:secret@proxy.example:3128, proxy.example:3128",
        "http://proxy.example, proxy.example:80",
        "http://[::1]:3128, ::1:3128"
    })
    void a_proxy_may_be_named_in_these_ways(String value, String proxy) {
        assertThat(Proxies.of(Map.of("HTTPS_PROXY", value)).describe(SECURE)).contains(proxy);
    }

    @Test
    void user_and_password_are_for_the_proxy_alone() {
        Proxies proxies = Proxies.of(Map.of("HTTPS_PROXY", "http://us%40er:secret@p:1", "HTTP_PROXY", "http://p:2"));

        assertThat(proxies.authorization(SECURE)).contains(HttpAddress.basic("us@er:secret"));
        assertThat(proxies.authorization(PLAIN)).isEmpty();
    }

    @Test
    void small_letters_come_first_and_an_empty_variable_is_none() {
        assertThat(Proxies.of(Map.of("https_proxy", "http://small:1", "HTTPS_PROXY", "http://capital:1"))
                        .describe(SECURE))
                .contains("small:1");
        assertThat(Proxies.of(Map.of("https_proxy", " ", "ALL_PROXY", "http://all:1"))
                        .describe(SECURE))
                .contains("all:1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"NO_PROXY", "no_proxy"})
    void exempt_hosts_are_reached_without_one(String variable) {
        Proxies proxies = Proxies.of(Map.of("HTTPS_PROXY", "http://user:secret@p:1", variable, "example.org:443"));

        assertThat(proxies.describe(SECURE)).isEmpty();
        assertThat(proxies.authorization(SECURE)).isEmpty();
        assertThat(proxies.describe(URI.create("https://example.org:8443"))).contains("p:1");
    }

    @Test
    void the_settings_of_the_jvm_come_before_the_variables() {
        // Given
        System.setProperty("https.proxyHost", "jvm");
        System.setProperty("https.proxyPort", "2");
        System.setProperty("http.nonProxyHosts", "direct.example");
        Proxies proxies = Proxies.of(Map.of("HTTPS_PROXY", "http://user:secret@p:1", "HTTP_PROXY", "http://p:1"));

        // When, Then
        assertThat(proxies.describe(SECURE)).contains("jvm:2");
        assertThat(proxies.authorization(SECURE)).isEmpty();
        assertThat(proxies.describe(URI.create("https://direct.example"))).isEmpty();
        assertThat(proxies.describe(PLAIN)).contains("p:1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"socks5://user:secret@p:1", "https://user:secret@p:1", "http://", "http://p:99999", "a b"})
    void what_is_no_http_proxy_is_refused_without_its_password(String value) {
        assertThatThrownBy(() -> Proxies.of(Map.of("HTTPS_PROXY", value)))
                .isInstanceOf(UserException.class)
                .hasMessageStartingWith("HTTPS_PROXY '")
                .hasMessageEndingWith("' is not the URL of an HTTP proxy: give one like http://proxy.example:3128")
                .hasMessageNotContaining("secret");
    }

    @Test
    void a_download_goes_through_the_proxy_with_its_user_and_password() throws Exception {
        try (FileServer proxy = new FileServer(new byte[1000])) {
            // Given: a server that is reachable only through the proxy
            String url = "http://mirror.invalid/archive";
            RemoteFile file = new RemoteFile(
                    HttpAddress.parse(url).orElseThrow(), 1000, proxy.file().sha256());
            Map<String, String> environment = Map.of("http_proxy", "http://user:secret@localhost:" + proxy.port());

            // When
            download(file, environment);

            // Then
            assertThat(folder.resolve("archive")).hasSize(1000);
            assertThat(proxy.requests()).containsExactly(url + " null " + HttpAddress.basic("user:secret"));
        }
    }

    @Test
    void a_proxy_that_demands_another_user_is_not_asked_again() throws Exception {
        try (FileServer proxy = new FileServer(new byte[1000])) {
            // Given
            RemoteFile file = new RemoteFile(
                    HttpAddress.parse("http://mirror.invalid/archive").orElseThrow(), 1000, "ab");
            proxy.answerFirst(exchange -> {
                exchange.getResponseHeaders().add("Proxy-Authenticate", "Basic realm=\"p\"");
                FileServer.status(407).handle(exchange);
            });

            // When, Then
            assertThatThrownBy(() -> download(file, Map.of("HTTP_PROXY", "http://localhost:" + proxy.port())))
                    .isInstanceOf(UserException.class)
                    .hasMessageContaining("the proxy for http://mirror.invalid/archive does not accept")
                    .hasMessageContaining("http://USER:PASSWORD@HOST:PORT");
            assertThat(proxy.requests()).hasSize(1);
        }
    }

    @Test
    void a_proxy_that_cannot_reach_the_server_is_asked_again_and_then_named() throws Exception {
        try (TunnelProxy proxy = new TunnelProxy("502 Bad Gateway")) {
            // Given
            RemoteFile file = new RemoteFile(
                    HttpAddress.parse("https://mirror.invalid/archive").orElseThrow(), 1000, "ab");

            // When, Then
            assertThatThrownBy(() -> download(file, Map.of("HTTPS_PROXY", "http://localhost:" + proxy.port())))
                    .isInstanceOf(UserException.class)
                    .hasMessageStartingWith("https://mirror.invalid/archive cannot be reached in 2 attempts (")
                    .hasMessageContaining("502")
                    .hasMessageContaining("by way of the proxy localhost:" + proxy.port());
            assertThat(proxy.requests()).hasSize(2);
        }
    }

    private void download(RemoteFile file, Map<String, String> environment) {
        RetryPolicy retries = new RetryPolicy(Duration.ofSeconds(30), 2, Duration.ofMillis(1));
        new Download(file, folder.resolve("archive"), new Connections(Proxies.of(environment), retries))
                .run(DownloadTest.unseen(), notice -> {});
    }
}
