package cutmix.local.mlflow;

import cutmix.schemas.UserException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Where an MLflow server is, and who asks it.
 *
 * @param uri without user and password, and without a slash at its end
 * @param authorization the value of the HTTP header
 */
public record MlflowServer(URI uri, Optional<String> authorization) {

    private static final Set<String> SCHEMES = Set.of("http", "https");

    /**
     * Reads an address; user and password, or a token, are those that MLflow's own clients would send.
     *
     * @param address as given, for example {@code http://localhost:5000}
     * @param environment has {@code MLFLOW_TRACKING_USERNAME} and {@code MLFLOW_TRACKING_PASSWORD}, or
     *     {@code MLFLOW_TRACKING_TOKEN}
     * @throws UserException if it cannot be the address of a server
     */
    public static MlflowServer of(String address, Map<String, String> environment) {
        URI given;
        try {
            given = new URI(address.strip());
        } catch (URISyntaxException e) {
            throw unusable(address);
        }
        if (given.getScheme() == null
                || !SCHEMES.contains(given.getScheme().toLowerCase(Locale.ROOT))
                || given.getHost() == null
                || given.getQuery() != null
                || given.getFragment() != null) {
            throw unusable(address);
        }
        Optional<String> user = Optional.ofNullable(given.getUserInfo()).or(() -> user(environment));
        return new MlflowServer(
                withoutUser(given), user.map(MlflowServer::basic).or(() -> given(environment, "MLFLOW_TRACKING_TOKEN")
                        .map(token -> "Bearer " + token)));
    }

    private static UserException unusable(String address) {
        String shown = address.replaceFirst("//[^/@]*@", "//");
        return new UserException(
                "'" + shown + "' is not the address of an MLflow server: give one like http://localhost:5000");
    }

    private static URI withoutUser(URI given) {
        String path = given.getRawPath().replaceFirst("/+$", "");
        String host = given.getHost() + (given.getPort() < 0 ? "" : ":" + given.getPort());
        return URI.create(given.getScheme() + "://" + host + path);
    }

    private static Optional<String> user(Map<String, String> environment) {
        return given(environment, "MLFLOW_TRACKING_USERNAME")
                .flatMap(user -> given(environment, "MLFLOW_TRACKING_PASSWORD").map(password -> user + ":" + password));
    }

    private static Optional<String> given(Map<String, String> environment, String name) {
        return Optional.ofNullable(environment.get(name)).filter(value -> !value.isBlank());
    }

    private static String basic(String user) {
        return "Basic " + Base64.getEncoder().encodeToString(user.getBytes(StandardCharsets.UTF_8));
    }

    /** The address alone: what may be shown. */
    @Override
    public String toString() {
        return uri.toString();
    }
}
