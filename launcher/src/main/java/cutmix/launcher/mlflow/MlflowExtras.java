package cutmix.launcher.mlflow;

import java.time.Duration;

/**
 * Optional content of the log.
 *
 * @param steps whether to log the steps within epochs
 * @param systemMetrics whether to log readings of this machine
 * @param interval time between two readings
 */
public record MlflowExtras(boolean steps, boolean systemMetrics, Duration interval) {

    /** A log without optional content. */
    public static final MlflowExtras NONE = new MlflowExtras(false, false, Duration.ofSeconds(10));
}
