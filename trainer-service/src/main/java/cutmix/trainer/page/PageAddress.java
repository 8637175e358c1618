package cutmix.trainer.page;

import io.quarkus.vertx.http.HttpServer;
import jakarta.inject.Singleton;
import java.io.PrintWriter;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Where browsers find the page. */
@Singleton
public class PageAddress {

    private static final String ANY = "0.0.0.0";

    private final HttpServer server;
    private final String host;

    PageAddress(HttpServer server, @ConfigProperty(name = "quarkus.http.host", defaultValue = ANY) String host) {
        this.server = server;
        this.host = host;
    }

    /** Tells of it, in a line that launchers read, too. */
    public void print(PrintWriter out) {
        out.println("Live page: http://" + (host.equals(ANY) ? "localhost" : host) + ":" + server.getPort() + "/");
        out.flush();
    }
}
