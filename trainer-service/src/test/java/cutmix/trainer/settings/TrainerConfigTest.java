package cutmix.trainer.settings;

import static org.assertj.core.api.Assertions.assertThat;

import cutmix.schemas.progress.ProgressForm;
import cutmix.trainer.page.pipelines.ShownRuns;
import io.quarkus.runtime.configuration.DurationConverter;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TrainerConfigTest {

    @Test
    void has_a_default_for_every_key() {
        // When
        TrainerConfig config = config(Map.of());

        // Then
        assertThat(config.topicPrefix()).isEmpty();
        assertThat(config.brokerTimeout()).isEqualTo(Duration.ofSeconds(10));
        assertThat(config.startTimeout()).isEqualTo(Duration.ofMinutes(5));
        assertThat(config.datasetTimeout()).isEqualTo(Duration.ofMinutes(10));
        assertThat(config.progress()).isEqualTo(ProgressForm.LINES);
        assertThat(config.trainer().sessionTimeout()).isEqualTo(Duration.ofSeconds(15));
        assertThat(config.trainer().epochs()).isEmpty();
        assertThat(config.trainer().samplesPerPartition()).isEqualTo(512);
        assertThat(config.trainer().batchesAhead()).isEqualTo(4);
        assertThat(config.trainer().readAheadBytes()).isEqualTo(64 << 20);
        assertThat(config.trainer().testBytes()).isEqualTo(64 << 20);
        assertThat(config.trainer().precision()).isEqualTo("float32");
        assertThat(config.trainer().cudaGraph()).isTrue();
        assertThat(config.trainer().pageHosts()).isEmpty();
        assertThat(config.trainer().pageRuns()).isEqualTo(ShownRuns.OWN);
        assertThat(config.health().stalledAfter()).isEqualTo(Duration.ofMinutes(10));
        assertThat(config.health().starvedAfter()).isEqualTo(Duration.ofSeconds(30));
    }

    @Test
    void reads_every_key_by_its_name() {
        // When
        TrainerConfig config = config(Map.ofEntries(
                Map.entry("cutmix.topic-prefix", "mine."),
                Map.entry("cutmix.broker-timeout", "3s"),
                Map.entry("cutmix.start-timeout", "12s"),
                Map.entry("cutmix.dataset-timeout", "4s"),
                Map.entry("cutmix.progress", "reports"),
                Map.entry("cutmix.trainer.epochs", "11"),
                Map.entry("cutmix.trainer.samples-per-partition", "5"),
                Map.entry("cutmix.trainer.batches-ahead", "6"),
                Map.entry("cutmix.trainer.read-ahead-bytes", "9"),
                Map.entry("cutmix.trainer.test-bytes", "10"),
                Map.entry("cutmix.trainer.precision", "bf16"),
                Map.entry("cutmix.trainer.cuda-graph", "false"),
                Map.entry("cutmix.trainer.page-hosts", "page,cutmix.example.org"),
                Map.entry("cutmix.trainer.page-url", "http://localhost:8088/"),
                Map.entry("cutmix.trainer.page-runs", "all"),
                Map.entry("cutmix.health.stalled-after", "7m"),
                Map.entry("cutmix.health.starved-after", "8s")));

        // Then
        assertThat(config.topicPrefix()).hasValue("mine.");
        assertThat(config.brokerTimeout()).isEqualTo(Duration.ofSeconds(3));
        assertThat(config.startTimeout()).isEqualTo(Duration.ofSeconds(12));
        assertThat(config.datasetTimeout()).isEqualTo(Duration.ofSeconds(4));
        assertThat(config.progress()).isEqualTo(ProgressForm.REPORTS);
        assertThat(config.trainer().epochs()).hasValue(11);
        assertThat(config.trainer().samplesPerPartition()).isEqualTo(5);
        assertThat(config.trainer().batchesAhead()).isEqualTo(6);
        assertThat(config.trainer().readAheadBytes()).isEqualTo(9);
        assertThat(config.trainer().testBytes()).isEqualTo(10);
        assertThat(config.trainer().precision()).isEqualTo("bf16");
        assertThat(config.trainer().cudaGraph()).isFalse();
        assertThat(config.trainer().pageHosts()).hasValue(List.of("page", "cutmix.example.org"));
        assertThat(config.trainer().pageUrl()).hasValue("http://localhost:8088/");
        assertThat(config.trainer().pageRuns()).isEqualTo(ShownRuns.ALL);
        assertThat(config.health().stalledAfter()).isEqualTo(Duration.ofMinutes(7));
        assertThat(config.health().starvedAfter()).isEqualTo(Duration.ofSeconds(8));
    }

    private static TrainerConfig config(Map<String, String> values) {
        return new SmallRyeConfigBuilder()
                .withConverter(Duration.class, 100, new DurationConverter())
                .withMapping(TrainerConfig.class)
                .withDefaultValues(values)
                .build()
                .getConfigMapping(TrainerConfig.class);
    }
}
