package cutmix.schemas.failure;

import java.time.Duration;

/** Checks durations from the user's settings. */
public final class DurationSetting {

    private DurationSetting() {}

    /**
     * Checks that a duration is not too short.
     *
     * @param variable the variable that sets the duration
     * @throws SettingException if the duration is too short
     */
    public static void requireAtLeast(String variable, Duration set, Duration least) {
        if (set.compareTo(least) < 0) {
            throw new SettingException(
                    variable + " is " + set.toMillis() + " ms: set it to at least " + least.toMillis() + " ms");
        }
    }
}
