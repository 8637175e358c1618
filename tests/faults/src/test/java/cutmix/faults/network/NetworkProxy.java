package cutmix.faults.network;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A port of the loopback interface from which bytes go to another one and back, and what can befall a network on that way. */
public final class NetworkProxy implements AutoCloseable {

    private final ServerSocket listening;
    private final int target;
    private final Set<ProxiedConnection> connections = ConcurrentHashMap.newKeySet();
    private final NetworkWeather weather = new NetworkWeather();

    private NetworkProxy(ServerSocket listening, int target) {
        this.listening = listening;
        this.target = target;
    }

    /** @param target need not be listened on before the first connection */
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

    /** From now on all bytes arrive so much later, each way. */
    public void delay(Duration delay) {
        weather.delay(delay);
    }

    /** Ends all connections in both directions, with RST; gives their number. */
    public int reset() {
        int reset = 0;
        for (ProxiedConnection connection : connections) {
            connection.reset();
            reset++;
        }
        return reset;
    }

    /** Nothing passes any more: connections stay open, new ones are accepted, and what is sent waits. */
    public void hold() {
        weather.hold();
    }

    /** What has waited arrives, as a network sends again what got lost. */
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
                } catch (IOException e) { // Nobody listens, as the client then finds.
                    client.close();
                }
            } catch (IOException e) {
                // The proxy was closed, or the client has gone already.
            }
        }
    }
}
