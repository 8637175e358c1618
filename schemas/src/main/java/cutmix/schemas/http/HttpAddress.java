package cutmix.schemas.http;

import cutmix.schemas.failure.UserException;
import cutmix.schemas.text.Printable;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;

/**
 * An {@code http} or {@code https} URL that a person gave, apart from the user and password in it: these are for the server alone,
 * and belong in no message.
 *
 * @param uri without user and password
 * @param authorization the value of an HTTP header for the user and password, by the scheme Basic (RFC 7617)
 */
public record HttpAddress(URI uri, Optional<String> authorization) {

    private static final int LARGEST_PORT = 65_535;

    /** Reads a URL; empty if it has another scheme, no host, or a syntax error. */
    public static Optional<HttpAddress> parse(String text) {
        try {
            URI given = new URI(text.strip());
            if (!isHttp(given) || given.getHost() == null || given.getPort() > LARGEST_PORT) {
                return Optional.empty();
            }
            return Optional.of(new HttpAddress(
                    withoutUser(given), Optional.ofNullable(given.getUserInfo()).map(HttpAddress::basic)));
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }

    /**
     * Reads a URL that the user gave.
     *
     * @param source the option or variable that has it, for the message
     * @param remedy what to do where it is none, for the message
     * @throws UserException if it is none
     */
    public static HttpAddress require(String source, String text, String remedy) {
        return parse(text)
                .orElseThrow(() -> new UserException(
                        source + " '" + Printable.of(withoutUser(text)) + "' is not an http or https URL: " + remedy));
    }

    /** The text without what looks like a user and a password, whether or not it is a URL: what a message may show. */
    public static String withoutUser(String text) {
        return text.replaceFirst("//[^/]*@", "//");
    }

    /** The value of the header {@code Authorization} or {@code Proxy-Authorization} for {@code user:password}. */
    public static String basic(String user) {
        return "Basic " + Base64.getEncoder().encodeToString(user.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Whether a URL has this scheme, host and port (an origin, RFC 6454): credentials for this address are for no other origin. The
     * same host by {@code http} is another one.
     */
    public boolean isOriginOf(URI other) {
        return isHttp(other)
                && other.getHost() != null
                && uri.getScheme().equalsIgnoreCase(other.getScheme())
                && uri.getHost().equalsIgnoreCase(other.getHost())
                && port(uri) == port(other);
    }

    /** The port, or that of the scheme where the address names none. */
    public int port() {
        return port(uri);
    }

    private static boolean isHttp(URI uri) {
        return "http".equalsIgnoreCase(uri.getScheme()) || "https".equalsIgnoreCase(uri.getScheme());
    }

    private static int port(URI uri) {
        if (uri.getPort() >= 0) {
            return uri.getPort();
        }
        return uri.getScheme().equalsIgnoreCase("https") ? 443 : 80;
    }

    private static URI withoutUser(URI given) {
        StringBuilder uri = new StringBuilder(given.getScheme().toLowerCase(Locale.ROOT))
                .append("://")
                .append(given.getHost());
        if (given.getPort() >= 0) {
            uri.append(':').append(given.getPort());
        }
        uri.append(given.getRawPath());
        if (given.getRawQuery() != null) {
            uri.append('?').append(given.getRawQuery());
        }
        return URI.create(uri.toString());
    }

    /** The URL alone. */
    @Override
    public String toString() {
        return uri.toString();
    }
}
