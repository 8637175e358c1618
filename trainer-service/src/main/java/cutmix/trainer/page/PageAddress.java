package cutmix.trainer.page;

import io.quarkus.vertx.http.HttpServer;
import jakarta.inject.Singleton;
import java.io.PrintWriter;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The address of the live page. */
@Singleton
public class PageAddress {

    private static final String ANY_IPV4 = "0.0.0.0";
    private static final Set<String> ANY = Set.of(ANY_IPV4, "::", "0:0:0:0:0:0:0:0");

    private final HttpServer server;
    private final String host;
    private final Optional<String> published;

    /**
     * @param published address for browsers if it differs from the address of this process, for example in a container
     */
    PageAddress(
            HttpServer server,
            @ConfigProperty(name = "quarkus.http.host", defaultValue = ANY_IPV4) String host,
            @ConfigProperty(name = "cutmix.trainer.page-url") Optional<String> published) {
        this.server = server;
        this.host = host;
        this.published = published;
    }

    /** Prints the address in a line that launchers parse. */
    public void print(PrintWriter out) {
        out.println("Live page: " + published.orElseGet(() -> url(host, server.getPort())));
        out.flush();
    }

    /** Returns the URL of the page. Wildcard addresses become localhost, and IPv6 addresses are put in brackets. */
    static String url(String host, int port) {
        String bare = host.startsWith("[") && host.endsWith("]") ? host.substring(1, host.length() - 1) : host;
        String named = ANY.contains(bare) ? "localhost" : bare.contains(":") ? "[" + bare + "]" : bare;
        return "http://" + named + ":" + port + "/";
    }
}
