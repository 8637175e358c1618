package cutmix.launcher.mlflow.server;

import cutmix.launcher.mlflow.tracking.ServerTrust;
import cutmix.launcher.mlflow.tracking.TrackingVariables;
import cutmix.schemas.failure.UserException;
import cutmix.schemas.http.HttpAddress;
import cutmix.schemas.text.Printable;
import java.net.URI;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Where an MLflow server is, and who asks it.
 *
 * @param address without a slash at its end, with the credentials that go to its origin alone
 * @param trust in whatever answers there
 */
public record MlflowServer(HttpAddress address, ServerTrust trust) {

    private static final Pattern LOOPBACK = Pattern.compile("localhost|.*\\.localhost|127\\.[\\d.]+|\\[::1]");

    /**
     * Reads an address; user and password, or a token, and certificates are those that MLflow's own clients would use.
     *
     * @param address as given, for example {@code http://localhost:5000}
     * @param environment has the variables that {@link TrackingVariables} reads
     * @throws UserException if it cannot be the address of a server, or the certificates cannot be used
     */
    public static MlflowServer of(String address, Map<String, String> environment) {
        HttpAddress given = HttpAddress.parse(address)
                .filter(parsed -> parsed.uri().getRawQuery() == null && !address.contains("#"))
                .orElseThrow(() -> new UserException("'" + Printable.of(HttpAddress.withoutUser(address))
                        + "' is not the address of an MLflow server: give one like http://localhost:5000"));
        URI uri = URI.create(given.uri().toString().replaceFirst("/+$", ""));
        TrackingVariables variables = new TrackingVariables(environment);
        return new MlflowServer(
                new HttpAddress(uri, given.authorization().or(variables::authorization)), variables.trust());
    }

    /** The URL, without user and password. */
    URI uri() {
        return address.uri();
    }

    /**
     * The value of the header {@code Authorization} for a request. An artifact may lie anywhere, also where the same host answers
     * by plain HTTP: the credentials are for the server's own scheme, host and port.
     */
    Optional<String> authorization(URI target) {
        return isOwn(target) ? address.authorization() : Optional.empty();
    }

    /** Whether a URL is of this server, not of another one. */
    boolean isOwn(URI target) {
        return address.isOriginOf(target);
    }

    /** Whether credentials go over a network that others may listen to. */
    public boolean exposesCredentials() {
        return address.authorization().isPresent()
                && uri().getScheme().equals("http")
                && !LOOPBACK.matcher(uri().getHost().toLowerCase(Locale.ROOT)).matches();
    }

    /** The address alone: what may be shown. */
    @Override
    public String toString() {
        return address.toString();
    }
}
