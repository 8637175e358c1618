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
 * An MLflow server's address, the client's credentials and its trust.
 *
 * @param address address without a slash at its end, with the credentials, which are sent only to its origin
 * @param trust which certificates of the server are trusted
 */
public record MlflowServer(HttpAddress address, ServerTrust trust) {

    private static final Pattern LOOPBACK = Pattern.compile("localhost|.*\\.localhost|127\\.[\\d.]+|\\[::1]");

    /**
     * Parses an address. User, password, token and certificates come from the variables of MLflow's own clients.
     *
     * @param address address from the user, for example {@code http://localhost:5000}
     * @param environment variables, of which {@link TrackingVariables} reads some
     * @throws UserException if the address is not valid, or the certificates cannot be used
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

    /** Returns the URL, without user and password. */
    URI uri() {
        return address.uri();
    }

    /**
     * Returns the value of the header {@code Authorization} for a request. Artifacts may be on any host, or on the same
     * host with plain HTTP; the credentials are sent only to the server's own scheme, host and port.
     */
    Optional<String> authorization(URI target) {
        return isOwn(target) ? address.authorization() : Optional.empty();
    }

    /** Returns whether a URL belongs to this server. */
    boolean isOwn(URI target) {
        return address.isOriginOf(target);
    }

    /** Returns whether credentials are sent unencrypted over a network. */
    public boolean exposesCredentials() {
        return address.authorization().isPresent()
                && uri().getScheme().equals("http")
                && !LOOPBACK.matcher(uri().getHost().toLowerCase(Locale.ROOT)).matches();
    }

    /** Returns the address without credentials, which is safe to show. */
    @Override
    public String toString() {
        return address.toString();
    }
}
