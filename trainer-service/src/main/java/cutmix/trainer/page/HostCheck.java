package cutmix.trainer.page;

import cutmix.schemas.text.Printable;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.net.HostAndPort;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Rejects requests for foreign hosts: see {@link PageHosts}. Health and metrics are exempt, because probes and
 * Prometheus may send any host name or none.
 */
@Singleton
class HostCheck {

    private static final int BEFORE_ALL_ELSE = 1000;
    private static final int MISDIRECTED_REQUEST = 421;
    private static final int LONGEST_NAME = 100;

    private final PageHosts hosts;

    HostCheck(
            @ConfigProperty(name = "cutmix.trainer.page-hosts") Optional<List<String>> configured,
            @ConfigProperty(name = "quarkus.http.host") Optional<String> bound) {
        List<String> names = new ArrayList<>(configured.orElse(List.of()));
        bound.ifPresent(names::add);
        Optional.ofNullable(System.getenv("HOSTNAME")).ifPresent(names::add);
        machine().ifPresent(names::add);
        hosts = new PageHosts(names);
    }

    void register(@Observes Filters filters) {
        filters.register(this::check, BEFORE_ALL_ELSE);
    }

    private void check(RoutingContext context) {
        HostAndPort authority = context.request().authority();
        String host = authority == null ? "" : authority.host();
        if (isForProbes(context.normalizedPath())
                || hosts.include(host, context.request().localAddress().hostAddress())) {
            context.next();
            return;
        }
        String shown = Printable.of(host.substring(0, Math.min(LONGEST_NAME, host.length())));
        context.response()
                .setStatusCode(MISDIRECTED_REQUEST)
                .putHeader(HttpHeaders.CONTENT_TYPE, "text/plain; charset=utf-8")
                .end("The live page does not answer for the host '" + shown
                        + "': use localhost or this machine's own name"
                        + " or address, or add the host to CUTMIX_TRAINER_PAGE_HOSTS\n");
    }

    private static boolean isForProbes(String path) {
        return path.equals("/q/metrics") || path.equals("/q/health") || path.startsWith("/q/health/");
    }

    private static Optional<String> machine() {
        try {
            return Optional.of(InetAddress.getLocalHost().getHostName());
        } catch (UnknownHostException e) {
            return Optional.empty(); // The machine's name does not resolve, so no request uses it.
        }
    }
}
