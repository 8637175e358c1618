package cutmix.faults.network;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A proxy on a port of the loopback interface that forwards bytes in both directions and simulates network faults. */
public final class NetworkProxy implements AutoCloseable {

    private final ServerSocket listening;
    private final int target;
    private final Set<ProxiedConnection> connections = ConcurrentHashMap.newKeySet();
    private final NetworkWeather weather = new NetworkWeather();

    private NetworkProxy(ServerSocket listening, int target) {
        this.listening = listening;
        this.target = target;
    }

    /**
     * @param target must listen only from the first connection on
     */
    public static NetworkProxy to(int target) throws IOException {
        NetworkProxy proxy = new NetworkProxy(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), target);
        Thread accepting = new Thread(proxy::accept, "proxy-" + proxy.port());
        accepting.setDaemon(true);
        accepting.start();
        return proxy;
    }

    public int port() {
        return listening.getLocalPort();
    }

    public int target() {
        return target;
    }

    /** Delays all bytes by this time in each direction from now on. */
    public void delay(Duration delay) {
        weather.delay(delay);
    }

    /** Resets all connections in both directions (RST); returns their number. */
    public int reset() {
        int reset = 0;
        for (ProxiedConnection connection : connections) {
            connection.reset();
            reset++;
        }
        return reset;
    }

    /** Stops all traffic: connections stay open, new ones are accepted, and sent bytes wait. */
    public void hold() {
        weather.hold();
    }

    /** Delivers the waiting bytes, as a network retransmits lost packets. */
    public void release() {
        weather.release();
    }

    @Override
    public void close() {
        try {
            listening.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        reset();
    }

    private void accept() {
        while (!listening.isClosed()) {
            try {
                Socket client = listening.accept();
                try {
                    Socket server = new Socket(InetAddress.getLoopbackAddress(), target);
                    ProxiedConnection connection = new ProxiedConnection(client, server, weather, connections::remove);
                    connections.add(connection);
                    connection.begin();
                } catch (IOException e) { // Nobody listens; the client will notice.
                    client.close();
                }
            } catch (IOException e) {
                // The proxy was closed, or the client has already left.
            }
        }
    }
}
