package cutmix.launcher.option;

import cutmix.schemas.contract.EnvironmentVariables;
import cutmix.schemas.failure.SettingException;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.Map;

/** How long a command waits for its brokers, from the variable that also configures the services. */
public final class StartTimeout {

    private static final String VARIABLE = EnvironmentVariables.START_TIMEOUT;
    private static final Duration DEFAULT = Duration.ofMinutes(5);

    private StartTimeout() {}

    /**
     * Returns the configured time; five minutes by default.
     *
     * @param environment environment variables; durations have the form of Quarkus: 500ms, 30s, 5m, 1h30m, 2d, a number
     *     of seconds, or PT5M
     * @throws SettingException if the value is not a duration, or is negative
     */
    public static Duration of(Map<String, String> environment) {
        String value = environment.get(VARIABLE);
        if (value == null) {
            return DEFAULT;
        }
        try {
            Duration duration = parse(value.strip().toUpperCase(Locale.ROOT));
            if (!duration.isNegative()) {
                return duration;
            }
        } catch (DateTimeParseException | ArithmeticException | NumberFormatException e) {
            throw new SettingException(refusal(value), e);
        }
        throw new SettingException(refusal(value));
    }

    private static Duration parse(String text) {
        if (text.matches("\\d+")) {
            return Duration.ofSeconds(Long.parseLong(text));
        }
        if (text.matches("\\d+MS")) {
            return Duration.ofMillis(Long.parseLong(text.substring(0, text.length() - 2)));
        }
        if (text.matches("\\d+D")) {
            return Duration.parse("P" + text);
        }
        return Duration.parse(text.matches("\\d.*") ? "PT" + text : text);
    }

    private static String refusal(String value) {
        return VARIABLE + " '" + value + "' is not a duration: give a number with a unit, such as 30s or 5m";
    }
}
