package cutmix.loader.cifar;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import org.apache.commons.codec.digest.DigestUtils;
import org.awaitility.Awaitility;

/** Serves one file on the loopback interface; may break off, or ignore ranges. */
public final class ArchiveServer implements AutoCloseable {

    private final byte[] content;
    private final HttpServer server;
    private final List<String> ranges = Collections.synchronizedList(new ArrayList<>());
    private volatile boolean knowsRanges = true;
    private volatile int breaksOffAfter = Integer.MAX_VALUE;
    private volatile Callable<Boolean> arrived = () -> true;

    public ArchiveServer(byte[] content) throws IOException {
        this.content = content.clone();
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/archive", this::serve);
        server.start();
    }

    public URI uri(String path) {
        return URI.create("http://localhost:" + server.getAddress().getPort() + path);
    }

    public RemoteFile file() {
        return new RemoteFile(uri("/archive"), content.length, DigestUtils.sha256Hex(content));
    }

    void ignoreRanges() {
        knowsRanges = false;
    }

    /** @param arrived becomes true when the client has kept some of what was sent; what it still buffers may be lost */
    void breakOffAfter(int bytes, Callable<Boolean> arrived) {
        breaksOffAfter = bytes;
        this.arrived = arrived;
    }

    void serveWhole() {
        breakOffAfter(Integer.MAX_VALUE, () -> true);
    }

    /** The range header of each request so far; {@code all} where it had none. */
    List<String> ranges() {
        return List.copyOf(ranges);
    }

    private void serve(HttpExchange exchange) throws IOException {
        try (exchange) {
            String range = exchange.getRequestHeaders().getFirst("Range");
            ranges.add(range == null ? "all" : range);
            boolean partial = knowsRanges && range != null;
            int from = partial ? Integer.parseInt(range.replaceAll("bytes=(\\d+)-", "$1")) : 0;
            if (partial) {
                exchange.getResponseHeaders()
                        .add("Content-Range", "bytes " + from + "-" + (content.length - 1) + "/" + content.length);
            }
            exchange.sendResponseHeaders(partial ? 206 : 200, content.length - from);
            int length = Math.min(content.length - from, breaksOffAfter);
            exchange.getResponseBody().write(Arrays.copyOfRange(content, from, from + length));
            exchange.getResponseBody().flush();
            Awaitility.await().until(arrived);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
