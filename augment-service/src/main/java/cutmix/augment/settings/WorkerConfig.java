package cutmix.augment.settings;

import cutmix.schemas.progress.ProgressForm;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;

/** Settings that do not change the bytes of a mixed sample. {@link AugmentConfig} contains the settings that change them. */
@ConfigMapping(prefix = "cutmix")
public interface WorkerConfig {

    /**
     * Text before the names of all topics and consumer groups, so that several pipelines can share brokers: at most 233 letters (a to
     * z, A to Z), digits, periods, hyphens and underscores.
     */
    Optional<String> topicPrefix();

    /** How long a broker may take to answer a request. */
    @WithDefault("10s")
    Duration brokerTimeout();

    /**
     * How long a service waits for the brokers and the schema registry when it starts. With {@code 0s} it tries once. {@code ./cutmix
     * run} tries once unless this variable is set.
     */
    @WithDefault("5m")
    Duration startTimeout();

    /** How progress is printed: {@code lines} for people, {@code reports} for a program. */
    @WithDefault("lines")
    ProgressForm progress();

    WorkerHealthLimits health();

    /** Limits of the health checks. */
    interface WorkerHealthLimits {

        /**
         * A worker that has not polled for longer is not live. While partitions are assigned, a poll waits up to a minute for the
         * dataset's description.
         */
        @WithDefault("2m")
        Duration pollLimit();
    }
}
