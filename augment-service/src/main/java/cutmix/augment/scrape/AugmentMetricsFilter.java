package cutmix.augment.scrape;

import cutmix.schemas.http.OpenMetricsAccept;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

/** Makes the metrics endpoint answer every scraper that accepts OpenMetrics 1.0.0, in any spelling of the header. */
@Singleton
class AugmentMetricsFilter {

    private static final String METERS = "/q/metrics";

    /** Runs before any route reads the header, because Vert.x parses it only once. */
    private static final int FIRST = 2000;

    void register(@Observes Filters filters) {
        filters.register(AugmentMetricsFilter::rewrite, FIRST);
    }

    private static void rewrite(RoutingContext context) {
        HttpServerRequest request = context.request();
        if (METERS.equals(request.path())) {
            OpenMetricsAccept.preferred(request.getHeader(HttpHeaders.ACCEPT))
                    .ifPresent(accept -> request.headers().set(HttpHeaders.ACCEPT, accept));
        }
        context.next();
    }
}
