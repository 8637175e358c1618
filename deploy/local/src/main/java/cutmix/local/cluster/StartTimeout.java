package cutmix.local.cluster;

import cutmix.schemas.UserException;
import cutmix.schemas.text.Printable;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** How long a broker or a registry may take to start: as long as services wait for them, and a minute at least. */
final class StartTimeout {

    private static final String VARIABLE = "CUTMIX_START_TIMEOUT";
    private static final Duration UNSET = Duration.ofMinutes(5);
    private static final Duration SHORTEST = Duration.ofMinutes(1);

    private StartTimeout() {}

    /**
     * What the variable has, in the forms that services read.
     *
     * @throws UserException if it has no duration
     */
    static Duration of(Map<String, String> environment) {
        Duration given = Optional.ofNullable(environment.get(VARIABLE))
                .map(String::strip)
                .filter(value -> !value.isEmpty())
                .map(StartTimeout::parse)
                .orElse(UNSET);
        return given.compareTo(SHORTEST) < 0 ? SHORTEST : given;
    }

    private static Duration parse(String value) {
        try {
            if (value.matches("\\d+")) {
                return Duration.ofSeconds(Long.parseLong(value));
            }
            String text = value.toUpperCase(Locale.ROOT);
            if (text.matches("\\d+MS")) {
                return Duration.ofMillis(Long.parseLong(text.substring(0, text.length() - 2)));
            }
            if (text.matches("\\d+D")) {
                return Duration.parse("P" + text);
            }
            return Duration.parse(Character.isDigit(text.charAt(0)) ? "PT" + text : text);
        } catch (DateTimeException | NumberFormatException e) {
            throw new UserException(
                    VARIABLE + "=" + Printable.of(value) + " is not a duration: choose one such as 5m or 300s", e);
        }
    }
}
