package cutmix.loader;

import static org.assertj.core.api.Assertions.assertThat;

import cutmix.schemas.progress.ProgressForm;
import io.quarkus.runtime.configuration.DurationConverter;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LoaderConfigTest {

    @Test
    void has_these_defaults() {
        LoaderConfig config = read(Map.of());

        assertThat(config.topicPrefix()).isEmpty();
        assertThat(config.progress()).isEqualTo(ProgressForm.LINES);
        assertThat(config.loader().cache()).isEmpty();
        assertThat(config.loader().brokerTimeout()).isEqualTo(Duration.ofSeconds(10));
        assertThat(config.loader().sessionTimeout()).isEqualTo(Duration.ofSeconds(45));
        assertThat(config.loader().replicationFactor()).isEmpty();
        assertThat(config.loader().topicConfig()).isEmpty();
        assertThat(config.loader().cifar10().url()).isEmpty();
        assertThat(config.loader().cifar10().size()).isEqualTo(170_052_171);
        assertThat(config.loader().cifar10().sha256())
                .isEqualTo("c4a38c50a1bc5f3a1c5537f2155ab9d68f9f25eb1ed8d9ddda3db29a59bca1dd");
        assertThat(config.loader().cifar10().stallTimeout()).isEqualTo(Duration.ofSeconds(60));
    }

    @Test
    void takes_these_names() {
        LoaderConfig config = read(Map.ofEntries(
                Map.entry("cutmix.topic-prefix", "mine."),
                Map.entry("cutmix.progress", "reports"),
                Map.entry("cutmix.loader.cache", "/c"),
                Map.entry("cutmix.loader.broker-timeout", "2s"),
                Map.entry("cutmix.loader.session-timeout", "6s"),
                Map.entry("cutmix.loader.replication-factor", "3"),
                Map.entry("cutmix.loader.topic-config", "min.insync.replicas=2,compression.type=zstd"),
                Map.entry("cutmix.loader.cifar10.url", "http://localhost/a"),
                Map.entry("cutmix.loader.cifar10.size", "7"),
                Map.entry("cutmix.loader.cifar10.sha256", "ab"),
                Map.entry("cutmix.loader.cifar10.stall-timeout", "3s")));

        assertThat(config.topicPrefix()).contains("mine.");
        assertThat(config.progress()).isEqualTo(ProgressForm.REPORTS);
        assertThat(config.loader().cache()).contains(Path.of("/c"));
        assertThat(config.loader().brokerTimeout()).isEqualTo(Duration.ofSeconds(2));
        assertThat(config.loader().sessionTimeout()).isEqualTo(Duration.ofSeconds(6));
        assertThat(config.loader().replicationFactor()).contains((short) 3);
        assertThat(config.loader().topicConfig()).contains(List.of("min.insync.replicas=2", "compression.type=zstd"));
        assertThat(config.loader().cifar10().url()).contains("http://localhost/a");
        assertThat(config.loader().cifar10().size()).isEqualTo(7);
        assertThat(config.loader().cifar10().sha256()).isEqualTo("ab");
        assertThat(config.loader().cifar10().stallTimeout()).isEqualTo(Duration.ofSeconds(3));
    }

    @Test
    void an_empty_url_is_none() {
        assertThat(read(Map.of("cutmix.loader.cifar10.url", ""))
                        .loader()
                        .cifar10()
                        .url())
                .isEmpty();
    }

    private static LoaderConfig read(Map<String, String> properties) {
        return new SmallRyeConfigBuilder()
                .withConverter(Duration.class, 200, new DurationConverter())
                .withMapping(LoaderConfig.class)
                .withSources(new PropertiesConfigSource(properties, "test", 100))
                .build()
                .getConfigMapping(LoaderConfig.class);
    }
}
