package cutmix.augment;

import cutmix.schemas.ProgressForm;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;

/** Configuration of a worker that has no effect on the bytes of a mixed sample; {@link AugmentConfig} has what does. */
@ConfigMapping(prefix = "cutmix")
interface WorkerConfig {

    /** Put before the name of every topic, so that several pipelines can share a cluster. */
    Optional<String> topicPrefix();

    /** How long a broker may take to answer. */
    @WithDefault("10s")
    Duration brokerTimeout();

    /** How long the brokers and the schema registry, if there is one, may take to answer at all when the worker starts. */
    @WithDefault("5m")
    Duration startTimeout();

    /** How progress is told: in lines for people, or in reports for a program. */
    @WithDefault("lines")
    ProgressForm progress();

    Health health();

    /** When the health endpoints find fault. */
    interface Health {

        /**
         * A worker that has not polled for longer is dead. While partitions are assigned, a poll waits for the dataset's
         * description for up to a minute.
         */
        @WithDefault("2m")
        Duration pollLimit();
    }
}
