package cutmix.loader.download;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import cutmix.schemas.http.HttpAddress;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.apache.commons.codec.digest.DigestUtils;
import org.awaitility.Awaitility;

/**
 * Serves one file on the loopback interface, also as a proxy. Can close connections early, stop sending, refuse
 * requests, or ignore ranges.
 */
public final class FileServer implements AutoCloseable {

    private final byte[] content;
    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final List<String> ranges = Collections.synchronizedList(new ArrayList<>());
    private final List<String> requests = Collections.synchronizedList(new ArrayList<>());
    private final Queue<HttpHandler> next = new ConcurrentLinkedQueue<>();
    private volatile boolean knowsRanges = true;
    private volatile boolean fallsSilent;
    private volatile int endsAfter = Integer.MAX_VALUE;
    private volatile Callable<Boolean> arrived = () -> true;

    public FileServer(byte[] content) throws IOException {
        this.content = content.clone();
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/archive", this::handle);
        server.start();
    }

    /** The URL of a path. */
    public HttpAddress address(String path) {
        return HttpAddress.parse("http://localhost:" + port() + path).orElseThrow();
    }

    public int port() {
        return server.getAddress().getPort();
    }

    public RemoteFile file() {
        return new RemoteFile(address("/archive"), content.length, DigestUtils.sha256Hex(content));
    }

    void ignoreRanges() {
        knowsRanges = false;
    }

    /** @param arrived becomes true when the client has stored some of the data; its buffered data may be lost */
    void breakOffAfter(int bytes, Callable<Boolean> arrived) {
        endsAfter = bytes;
        this.arrived = arrived;
    }

    /** Sends this many bytes for each request and then nothing, and keeps the connection open. */
    public void fallSilentAfter(int bytes) {
        endsAfter = bytes;
        fallsSilent = true;
    }

    public void serveWhole() {
        fallsSilent = false;
        breakOffAfter(Integer.MAX_VALUE, () -> true);
    }

    /** Answers the next requests with one handler each, and later requests with the file. */
    void answerFirst(HttpHandler... handlers) {
        next.addAll(List.of(handlers));
    }

    /** An answer without content. */
    static HttpHandler status(int status) {
        return exchange -> {
            exchange.sendResponseHeaders(status, -1);
            exchange.close();
        };
    }

    /** An answer that redirects to another location. */
    static HttpHandler redirect(String location) {
        return exchange -> {
            exchange.getResponseHeaders().add("Location", location);
            status(302).handle(exchange);
        };
    }

    /** The range header of each request so far; {@code all} if it had none. */
    public List<String> ranges() {
        return List.copyOf(ranges);
    }

    /** Each request so far: the URI and the credentials. */
    List<String> requests() {
        return List.copyOf(requests);
    }

    private void handle(HttpExchange exchange) throws IOException {
        String range = exchange.getRequestHeaders().getFirst("Range");
        ranges.add(range == null ? "all" : range);
        requests.add(exchange.getRequestURI() + " "
                + exchange.getRequestHeaders().getFirst("Authorization") + " "
                + exchange.getRequestHeaders().getFirst("Proxy-Authorization"));
        HttpHandler handler = next.poll();
        if (handler == null) {
            serve(exchange, range);
        } else {
            handler.handle(exchange);
        }
    }

    private void serve(HttpExchange exchange, String range) throws IOException {
        try (exchange) {
            boolean partial = knowsRanges && range != null;
            int from = partial ? Integer.parseInt(range.replaceAll("bytes=(\\d+)-", "$1")) : 0;
            if (partial) {
                exchange.getResponseHeaders()
                        .add("Content-Range", "bytes " + from + "-" + (content.length - 1) + "/" + content.length);
            }
            exchange.sendResponseHeaders(partial ? 206 : 200, content.length - from);
            int length = Math.min(content.length - from, endsAfter);
            exchange.getResponseBody().write(Arrays.copyOfRange(content, from, from + length));
            exchange.getResponseBody().flush();
            if (fallsSilent) {
                closed.await();
            }
            Awaitility.await().until(arrived);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        closed.countDown();
        server.stop(0);
        threads.shutdownNow();
    }
}
