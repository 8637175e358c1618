package cutmix.faults.network;

import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.function.Consumer;

/** A client's connection with a proxy, paired with the proxy's connection to a server. */
public final class ProxiedConnection {

    private static final int CHUNK = 1 << 16;
    private static final int CHUNKS_UNDER_WAY = 64;

    private final Socket client;
    private final Socket server;
    private final NetworkWeather weather;
    private final Consumer<ProxiedConnection> ended;
    private final List<Thread> threads = new ArrayList<>();

    /**
     * @param ended called when nothing passes any more
     */
    public ProxiedConnection(Socket client, Socket server, NetworkWeather weather, Consumer<ProxiedConnection> ended) {
        this.client = client;
        this.server = server;
        this.weather = weather;
        this.ended = ended;
        carry(client, server);
        carry(server, client);
    }

    /** Received bytes and their arrival time; no bytes mark the end. */
    private record Chunk(byte[] bytes, long arrival) {}

    public void begin() {
        threads.forEach(thread -> {
            thread.setDaemon(true);
            thread.start();
        });
    }

    /** Ends both connections; bytes on the way are lost. */
    public void reset() {
        for (Socket socket : List.of(client, server)) {
            try {
                socket.setSoLinger(true, 0);
            } catch (SocketException e) {
                // The connection has ended by itself.
            }
        }
        end();
    }

    private void carry(Socket from, Socket to) {
        BlockingQueue<Chunk> underWay = new ArrayBlockingQueue<>(CHUNKS_UNDER_WAY);
        threads.add(new Thread(() -> read(from, underWay), "proxy-reader"));
        threads.add(new Thread(() -> write(to, underWay), "proxy-writer"));
    }

    private void read(Socket from, BlockingQueue<Chunk> underWay) {
        byte[] buffer = new byte[CHUNK];
        try {
            int read = from.getInputStream().read(buffer);
            while (read >= 0) {
                underWay.put(new Chunk(Arrays.copyOf(buffer, read), weather.arrival()));
                read = from.getInputStream().read(buffer);
            }
            underWay.put(new Chunk(new byte[0], weather.arrival()));
        } catch (IOException | InterruptedException e) { // A reset on either side.
            reset();
        }
    }

    private void write(Socket to, BlockingQueue<Chunk> underWay) {
        try {
            Chunk chunk = underWay.take();
            weather.await(chunk.arrival());
            while (chunk.bytes().length > 0) {
                to.getOutputStream().write(chunk.bytes());
                chunk = underWay.take();
                weather.await(chunk.arrival());
            }
            end();
        } catch (IOException | InterruptedException e) {
            reset();
        }
    }

    private void end() {
        for (Socket socket : List.of(client, server)) {
            try {
                socket.close();
            } catch (IOException e) {
                // Nothing passes any more.
            }
        }
        threads.forEach(Thread::interrupt);
        ended.accept(this);
    }
}
