package cutmix.trainer.page;

import io.quarkus.vertx.http.HttpServer;
import jakarta.inject.Singleton;
import java.io.PrintWriter;
import java.util.Set;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Where browsers find the page. */
@Singleton
public class PageAddress {

    private static final String ANY_IPV4 = "0.0.0.0";
    private static final Set<String> ANY = Set.of(ANY_IPV4, "::", "0:0:0:0:0:0:0:0");

    private final HttpServer server;
    private final String host;

    PageAddress(HttpServer server, @ConfigProperty(name = "quarkus.http.host", defaultValue = ANY_IPV4) String host) {
        this.server = server;
        this.host = host;
    }

    /** Tells of it, in a line that launchers read, too. */
    public void print(PrintWriter out) {
        out.println("Live page: " + url(host, server.getPort()));
        out.flush();
    }

    /** Where a browser finds the page: the port of all addresses is one of localhost, too, and an IPv6 address is in brackets. */
    static String url(String host, int port) {
        String bare = host.startsWith("[") && host.endsWith("]") ? host.substring(1, host.length() - 1) : host;
        String named = ANY.contains(bare) ? "localhost" : bare.contains(":") ? "[" + bare + "]" : bare;
        return "http://" + named + ":" + port + "/";
    }
}
