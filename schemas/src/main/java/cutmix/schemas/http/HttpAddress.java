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
 * An {@code http} or {@code https} URL from the user, without its user and password. Only the server may see these; no
 * message contains them.
 *
 * @param uri without user and password
 * @param authorization the value of the HTTP header for the user and password, in the Basic scheme (RFC 7617)
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
     * Reads a URL from the user.
     *
     * @param source the option or variable that contains the URL, for the message
     * @param remedy what the user can do, for the message
     * @throws UserException if the text is not such a URL
     */
    public static HttpAddress require(String source, String text, String remedy) {
        return parse(text)
                .orElseThrow(() -> new UserException(
                        source + " '" + Printable.of(withoutUser(text)) + "' is not an http or https URL: " + remedy));
    }

    /**
     * Returns the text without anything that looks like a user and a password, whether or not it is a URL, so that a
     * message can contain it.
     */
    public static String withoutUser(String text) {
        return text.replaceFirst("//[^/]*@", "//");
    }

    /**
     * Returns the value of the header {@code Authorization} or {@code Proxy-Authorization} for {@code user:password}.
     */
    public static String basic(String user) {
        return "Basic " + Base64.getEncoder().encodeToString(user.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Whether a URL has this scheme, host and port (its origin, RFC 6454). Credentials for this address must not be
     * sent to another origin. The same host with {@code http} is another origin.
     */
    public boolean isOriginOf(URI other) {
        return isHttp(other)
                && other.getHost() != null
                && uri.getScheme().equalsIgnoreCase(other.getScheme())
                && uri.getHost().equalsIgnoreCase(other.getHost())
                && port(uri) == port(other);
    }

    /** Returns the port, or the default port of the scheme. */
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

    /** The URL, without the credentials. */
    @Override
    public String toString() {
        return uri.toString();
    }
}
