package cutmix.schemas.http;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Rewrites a scraper's {@code Accept} header for Quarkus' Prometheus endpoint. The endpoint knows only one spelling of
 * the OpenMetrics media type, with all parameters, and answers others with 406 (Not Acceptable).
 */
public final class OpenMetricsAccept {

    /** The spelling that the endpoint knows. */
    public static final String KNOWN = "application/openmetrics-text; version=1.0.0; charset=utf-8";

    private static final String TYPE = "application/openmetrics-text";
    private static final List<String> OTHERS = List.of("text/plain", "text/html", "text/*", "*/*");

    private OpenMetricsAccept() {}

    /**
     * Returns the known spelling for a header that accepts OpenMetrics 1.0.0 in another spelling. Empty if the header
     * also accepts plain text, which the endpoint answers, or if it accepts neither.
     *
     * @param accept the {@code Accept} header; null if there is none
     */
    public static Optional<String> known(String accept) {
        if (accept == null) {
            return Optional.empty();
        }
        List<String> types = Arrays.stream(accept.split(",")).map(String::strip).toList();
        boolean others = types.stream().anyMatch(type -> OTHERS.contains(name(type)));
        return !others && types.stream().anyMatch(OpenMetricsAccept::isAccepted)
                ? Optional.of(KNOWN)
                : Optional.empty();
    }

    private static boolean isAccepted(String type) {
        return name(type).equals(TYPE)
                && parameter(type, "version").map("1.0.0"::equals).orElse(true)
                && parameter(type, "charset").map("utf-8"::equals).orElse(true)
                && parameter(type, "q")
                        .map(quality -> !quality.matches("0(\\.0*)?"))
                        .orElse(true);
    }

    private static String name(String type) {
        return part(type.split(";", 2)[0]);
    }

    private static Optional<String> parameter(String type, String name) {
        return Arrays.stream(type.split(";"))
                .skip(1)
                .map(parameter -> parameter.split("=", 2))
                .filter(parameter -> parameter.length == 2 && part(parameter[0]).equals(name))
                .map(parameter -> part(parameter[1]).replace("\"", ""))
                .findFirst();
    }

    private static String part(String text) {
        return text.strip().toLowerCase(Locale.ROOT);
    }
}
