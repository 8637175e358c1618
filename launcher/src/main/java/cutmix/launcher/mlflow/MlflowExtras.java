package cutmix.launcher.mlflow;

import java.time.Duration;

/**
 * What is logged on request.
 *
 * @param steps whether the steps within epochs are
 * @param systemMetrics whether readings of this machine are
 * @param interval from one reading to the next
 */
public record MlflowExtras(boolean steps, boolean systemMetrics, Duration interval) {

    /** None of it. */
    public static final MlflowExtras NONE = new MlflowExtras(false, false, Duration.ofSeconds(10));
}
