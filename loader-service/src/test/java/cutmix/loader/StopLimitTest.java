package cutmix.loader;

import static org.assertj.core.api.Assertions.assertThat;

import cutmix.process.OrderlyStop;
import cutmix.schemas.lease.LeaseTimes;
import io.quarkus.runtime.configuration.DurationConverter;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;

/** Tests that the stop limit covers the time in which a stopping loader delivers its pending records. */
class StopLimitTest {

    @Test
    void what_the_producer_holds_is_delivered_before_the_loader_is_killed() throws Exception {
        // Given
        SmallRyeConfig defaults = new SmallRyeConfigBuilder()
                .withMapping(LoaderConfig.class)
                .withConverter(Duration.class, 200, new DurationConverter())
                .withSources(new PropertiesConfigSource(Map.of(), "none", 100))
                .build();
        LoaderConfig config = defaults.getConfigMapping(LoaderConfig.class);
        Duration delivery = new LeaseTimes(config.loader().sessionTimeout()).delivery();
        Duration close = Duration.ofMillis(
                Long.parseLong(applicationProperties().getProperty("mp.messaging.outgoing.images.close-timeout")));

        // Then
        assertThat(delivery.plus(close)).isLessThanOrEqualTo(OrderlyStop.LIMIT);
    }

    private static Properties applicationProperties() throws IOException {
        Properties properties = new Properties();
        try (InputStream in = LoaderConfig.class.getResourceAsStream("/application.properties")) {
            properties.load(in);
        }
        return properties;
    }
}
