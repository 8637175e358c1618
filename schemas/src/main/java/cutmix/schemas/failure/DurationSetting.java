package cutmix.schemas.failure;

import java.time.Duration;

/** A duration that the user has set. */
public final class DurationSetting {

    private DurationSetting() {}

    /**
     * Holds it to a range.
     *
     * @param variable that sets it
     * @throws SettingException if it is shorter
     */
    public static void requireAtLeast(String variable, Duration set, Duration least) {
        if (set.compareTo(least) < 0) {
            throw new SettingException(
                    variable + " is " + set.toMillis() + " ms: set it to at least " + least.toMillis() + " ms");
        }
    }
}
