package cutmix.trainer.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PageHostsTest {

    private final PageHosts hosts = new PageHosts(List.of("trainer-0", "Cutmix.Example.org:8443", " page ", ""));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "localhost",
                "LOCALHOST",
                "localhost.",
                "127.0.0.1",
                "127.0.0.2",
                "[::1]",
                "::1",
                "10.0.0.7",
                "trainer-0",
                "cutmix.example.org",
                "cutmix.example.org.",
                "page"
            })
    void its_own_hosts_are_answered(String host) {
        assertThat(hosts.include(host, "10.0.0.7")).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "evil.example",
                "localhost.evil.example",
                "127.0.0.1.evil.example",
                "evil.localhost",
                "example.org",
                "a.cutmix.example.org",
                "10.0.0.8",
                "[::2]",
                "0.0.0.0",
                "*",
                "8443"
            })
    void another_host_is_not(String host) {
        assertThat(hosts.include(host, "10.0.0.7")).isFalse();
    }

    @Test
    void the_address_that_was_asked_is_compared_as_a_number() {
        assertThat(hosts.include("[fd00::7]", "fd00:0:0:0:0:0:0:7")).isTrue();
        assertThat(hosts.include("[fd00::8]", "fd00:0:0:0:0:0:0:7")).isFalse();
    }

    @Test
    void a_star_stands_for_every_host() {
        assertThat(new PageHosts(List.of("*")).include("evil.example", "10.0.0.7"))
                .isTrue();
    }
}
