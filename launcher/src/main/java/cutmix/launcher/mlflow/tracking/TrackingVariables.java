package cutmix.launcher.mlflow.tracking;

import cutmix.schemas.failure.UserException;
import cutmix.schemas.http.HttpAddress;
import cutmix.schemas.text.Printable;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The variables of MLflow's own clients, with the meaning in {@code mlflow.utils.credentials} and
 * {@code mlflow.utils.rest_utils.http_request} of MLflow 3.
 *
 * @param environment environment variables of this process
 */
public record TrackingVariables(Map<String, String> environment) {

    /** Returns the address of the server. */
    public static final String URI = "MLFLOW_TRACKING_URI";

    private static final String EXPERIMENT = "MLFLOW_EXPERIMENT_NAME";
    private static final String USERNAME = "MLFLOW_TRACKING_USERNAME";
    private static final String PASSWORD = "MLFLOW_TRACKING_PASSWORD";
    private static final String TOKEN = "MLFLOW_TRACKING_TOKEN";
    private static final String INSECURE = "MLFLOW_TRACKING_INSECURE_TLS";
    private static final String SYSTEM_METRICS = "MLFLOW_ENABLE_SYSTEM_METRICS_LOGGING";
    private static final String INTERVAL = "MLFLOW_SYSTEM_METRICS_SAMPLING_INTERVAL";
    private static final String CERTIFICATES = "MLFLOW_TRACKING_SERVER_CERT_PATH";

    /** {@code MLFLOW_TRACKING_URI}. */
    public Optional<String> uri() {
        return given(URI);
    }

    /** {@code MLFLOW_EXPERIMENT_NAME}. */
    public Optional<String> experiment() {
        return given(EXPERIMENT);
    }

    /**
     * Returns the value of the header {@code Authorization}. User and password take precedence over a token. User and
     * password come from variables or, without these, from {@code ~/.mlflow/credentials}.
     *
     * @throws UserException if a value contains a character that cannot be sent; the message does not show the value
     */
    public Optional<String> authorization() {
        CredentialsFile file = credentials();
        Optional<String> user = secret(USERNAME).or(() -> file.value(USERNAME));
        Optional<String> password = secret(PASSWORD).or(() -> file.value(PASSWORD));
        return user.flatMap(name -> password.map(secret -> HttpAddress.basic(name + ":" + secret)))
                .or(() -> secret(TOKEN).map(TrackingVariables::bearer));
    }

    private static String bearer(String token) {
        if (!token.chars().allMatch(character -> character >= ' ' && character <= '~')) {
            throw new UserException(
                    TOKEN + " has a character that is not ASCII, which no token has: set it to the token alone");
        }
        return "Bearer " + token;
    }

    /** Removes a final line break, which many files and commands add. */
    private Optional<String> secret(String name) {
        Optional<String> value = given(name).map(text -> text.replaceFirst("[\\r\\n]+$", ""));
        if (value.filter(text -> text.chars().anyMatch(Character::isISOControl)).isPresent()) {
            throw new UserException(
                    name + " has a line break or another control character within: set it to the value alone");
        }
        return value;
    }

    private CredentialsFile credentials() {
        return given("HOME")
                .map(home -> CredentialsFile.read(Path.of(home, ".mlflow", "credentials")))
                .orElse(CredentialsFile.EMPTY);
    }

    /**
     * Returns which servers are trusted.
     *
     * @throws UserException if both variables are set, or one of them is unusable
     */
    public ServerTrust trust() {
        boolean insecure = given(INSECURE).map(value -> flag(INSECURE, value)).orElse(false);
        Optional<String> certificates = given(CERTIFICATES);
        if (insecure && certificates.isPresent()) {
            throw new UserException(INSECURE + " and " + CERTIFICATES + " are both set: unset one of them");
        }
        if (insecure) {
            return ServerTrust.anyServer();
        }
        return certificates
                .map(file -> ServerTrust.of(CERTIFICATES, Path.of(file)))
                .orElse(ServerTrust.SYSTEM);
    }

    /** Returns whether {@code MLFLOW_ENABLE_SYSTEM_METRICS_LOGGING} requests readings of the machine. */
    public boolean systemMetrics() {
        return given(SYSTEM_METRICS).map(value -> flag(SYSTEM_METRICS, value)).orElse(false);
    }

    /**
     * Returns the interval between readings from {@code MLFLOW_SYSTEM_METRICS_SAMPLING_INTERVAL}; ten seconds by
     * default.
     *
     * @throws UserException if it is not a number of seconds of at least 0.1
     */
    public Duration samplingInterval() {
        return given(INTERVAL).map(TrackingVariables::seconds).orElse(Duration.ofSeconds(10));
    }

    private static Duration seconds(String value) {
        try {
            double seconds = Double.parseDouble(value);
            if (seconds >= 0.1 && seconds <= 86_400) {
                return Duration.ofMillis(Math.round(1000 * seconds));
            }
        } catch (NumberFormatException e) {
            // Rejected below.
        }
        throw new UserException(
                INTERVAL + "=" + Printable.of(value) + " is not a number of seconds from 0.1 to 86400: choose one");
    }

    private static boolean flag(String name, String value) {
        return switch (value.toLowerCase(Locale.ROOT)) {
            case "true", "1" -> true;
            case "false", "0" -> false;
            default ->
                throw new UserException(
                        name + "=" + Printable.of(value) + " is neither true nor false: choose one of them");
        };
    }

    private Optional<String> given(String name) {
        return Optional.ofNullable(environment.get(name)).filter(value -> !value.isBlank());
    }
}
