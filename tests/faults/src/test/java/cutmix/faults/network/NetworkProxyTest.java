package cutmix.faults.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

public class NetworkProxyTest {

    private ServerSocket target;
    private NetworkProxy proxy;
    private Socket client;
    private Socket server;

    @BeforeEach
    public void connect() throws Exception {
        target = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        proxy = NetworkProxy.to(target.getLocalPort());
        client = new Socket(InetAddress.getLoopbackAddress(), proxy.port());
        server = target.accept();
    }

    @AfterEach
    public void close() throws Exception {
        client.close();
        server.close();
        proxy.close();
        target.close();
    }

    @Test
    public void bytes_pass_both_ways_until_one_side_closes() throws Exception {
        client.getOutputStream().write(7);
        assertThat(server.getInputStream().read()).isEqualTo(7);
        server.getOutputStream().write(8);
        assertThat(client.getInputStream().read()).isEqualTo(8);

        // When
        server.close();

        // Then
        assertThat(client.getInputStream().read()).isEqualTo(-1);
    }

    @Test
    public void a_delay_is_added() throws Exception {
        // Given
        proxy.delay(Duration.ofMillis(150));
        long sent = System.nanoTime();

        // When
        client.getOutputStream().write(7);

        // Then
        assertThat(server.getInputStream().read()).isEqualTo(7);
        assertThat(Duration.ofNanos(System.nanoTime() - sent)).isGreaterThanOrEqualTo(Duration.ofMillis(150));
    }

    @Test
    public void a_reset_reaches_both_sides() {
        // When: the target may see the connection before the proxy has registered it
        await().until(() -> proxy.reset() == 1);

        // Then
        for (Socket side : new Socket[] {client, server}) {
            assertThatThrownBy(() -> side.getInputStream().read())
                    .isInstanceOf(SocketException.class)
                    .hasMessage("Connection reset");
        }
    }

    @Test
    public void what_is_held_arrives_when_it_is_released() throws Exception {
        // Given
        proxy.hold();
        server.setSoTimeout(100);

        // When
        client.getOutputStream().write(7);

        // Then
        assertThatThrownBy(() -> server.getInputStream().read()).isInstanceOf(SocketTimeoutException.class);
        proxy.release();
        server.setSoTimeout(0);
        assertThat(server.getInputStream().read()).isEqualTo(7);
    }

    @Test
    public void while_it_holds_new_connections_are_accepted() throws Exception {
        // Given
        proxy.hold();

        // When
        try (Socket another = new Socket(InetAddress.getLoopbackAddress(), proxy.port());
                Socket reached = target.accept()) {
            another.getOutputStream().write(7);
            proxy.release();

            // Then
            assertThat(reached.getInputStream().read()).isEqualTo(7);
        }
    }
}
