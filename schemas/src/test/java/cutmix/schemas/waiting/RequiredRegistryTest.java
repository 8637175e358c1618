package cutmix.schemas.waiting;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RequiredRegistryTest {

    @ParameterizedTest
    @CsvSource({"200, true", "401, true", "404, true", "500, true", "502, false", "503, false", "504, false"})
    void a_registry_is_there_whatever_it_answers_unless_a_server_before_it_says_otherwise(int status, boolean there)
            throws Exception {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            exchange.sendResponseHeaders(status, -1);
            exchange.close();
        });
        server.start();
        try {
            assertThat(registry(server.getAddress().getPort()).missing(() -> {}).isEmpty())
                    .isEqualTo(there);
        } finally {
            server.stop(0);
        }
    }

    @Test
    void one_that_refuses_the_connection_is_missing() throws Exception {
        int port;
        try (ServerSocket closed = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = closed.getLocalPort();
        }

        assertThat(registry(port).missing(() -> {})).hasValueSatisfying(missing -> assertThat(missing)
                .hasMessage("the schema registry at http://localhost:" + port
                        + "/apis did not answer within 300 s: start it, or set CUTMIX_REGISTRY_URL"));
    }

    @Test
    void while_it_does_not_answer_there_is_time_to_say_so() throws Exception {
        AtomicInteger ticks = new AtomicInteger();
        try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThat(registry(silent.getLocalPort()).missing(ticks::incrementAndGet))
                    .isPresent();
        }
        assertThat(ticks).hasValueGreaterThan(2);
    }

    private static RequiredRegistry registry(int port) {
        return new RequiredRegistry("http://localhost:" + port + "/apis", Duration.ofSeconds(2), Duration.ofMinutes(5));
    }
}
