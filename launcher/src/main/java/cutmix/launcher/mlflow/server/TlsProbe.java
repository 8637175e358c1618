package cutmix.launcher.mlflow.server;

import cutmix.launcher.mlflow.tracking.ServerTrust;
import cutmix.schemas.http.HttpAddress;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/** Checks whether a server expects TLS, after a request without TLS has failed. */
final class TlsProbe {

    private static final Duration TIMEOUT = Duration.ofSeconds(2);

    private TlsProbe() {}

    /** Connects without sending a request. */
    static boolean speaksTls(URI server) {
        SSLContext context = ServerTrust.anyServer().context().orElseThrow();
        int timeout = Math.toIntExact(TIMEOUT.toMillis());
        int port = new HttpAddress(server, Optional.empty()).port();
        try (SSLSocket socket = (SSLSocket) context.getSocketFactory().createSocket()) {
            socket.connect(new InetSocketAddress(server.getHost(), port), timeout);
            socket.setSoTimeout(timeout);
            socket.startHandshake();
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
