package cutmix.schemas.http;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Predicate;

/**
 * Rewrites a scraper's {@code Accept} header for Quarkus' Prometheus endpoint. The endpoint ignores quality values, and
 * prefers plain text. It knows only one spelling of the OpenMetrics media type, with all parameters, and answers others
 * with 406 (Not Acceptable).
 */
public final class OpenMetricsAccept {

    /** The spelling of OpenMetrics that the endpoint knows. */
    public static final String OPEN_METRICS = "application/openmetrics-text; version=1.0.0; charset=utf-8";

    /** The header to which the endpoint answers with Prometheus' text format, version 0.0.4. */
    public static final String PLAIN_TEXT = "text/plain";

    private static final String ANY = "*/*";

    private OpenMetricsAccept() {}

    /**
     * Returns the header for the one of the two formats that has the greater quality value (RFC 9110, section 12.5.1).
     * Empty if both have the same one, or neither is accepted.
     *
     * @param accept the {@code Accept} header; null if there is none
     */
    public static Optional<String> preferred(String accept) {
        if (accept == null) {
            return Optional.empty();
        }
        List<String> ranges = List.of(accept.split(","));
        double openMetrics = quality(
                ranges,
                List.of(
                        range -> isOf(range, "application/openmetrics-text", "1.0.0"),
                        named("application/*"),
                        named(ANY)));
        // The endpoint answers browsers, which ask for HTML, with plain text.
        double plainText = quality(
                ranges,
                List.of(
                        range -> isOf(range, PLAIN_TEXT, "0.0.4") || name(range).equals("text/html"),
                        named("text/*"),
                        named(ANY)));
        if (openMetrics == plainText) {
            return Optional.empty();
        }
        return Optional.of(openMetrics > plainText ? OPEN_METRICS : PLAIN_TEXT);
    }

    /**
     * The quality value of a format; 0 if it is not accepted.
     *
     * @param rules the media ranges that match the format, the most specific ones first, which take precedence
     */
    private static double quality(List<String> ranges, List<Predicate<String>> rules) {
        for (Predicate<String> rule : rules) {
            OptionalDouble quality = ranges.stream()
                    .filter(rule)
                    .mapToDouble(OpenMetricsAccept::quality)
                    .max();
            if (quality.isPresent()) {
                return quality.getAsDouble();
            }
        }
        return 0;
    }

    private static double quality(String range) {
        Optional<String> quality = parameter(range, "q");
        try {
            return quality.map(Double::parseDouble).orElse(1.0);
        } catch (NumberFormatException e) {
            return 1;
        }
    }

    private static Predicate<String> named(String name) {
        return range -> name(range).equals(name);
    }

    private static boolean isOf(String range, String type, String version) {
        return name(range).equals(type)
                && Map.of("version", version, "charset", "utf-8").entrySet().stream()
                        .allMatch(wanted -> parameter(range, wanted.getKey())
                                .map(wanted.getValue()::equals)
                                .orElse(true));
    }

    private static String name(String range) {
        return part(range.split(";", 2)[0]);
    }

    private static Optional<String> parameter(String range, String name) {
        return Arrays.stream(range.split(";"))
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
