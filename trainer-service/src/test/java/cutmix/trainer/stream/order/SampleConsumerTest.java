package cutmix.trainer.stream.order;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SampleConsumerTest {

    private static final int KIB = 1024;

    @ParameterizedTest
    @CsvSource({"1, 1024", "16, 1024", "17, 963", "64, 256", "256, 64", "1000, 64"})
    void partitions_share_16_mebibytes_and_each_fetches_from_64_kibibytes_to_1_mebibyte(int partitions, int kibibytes) {
        Map<String, Object> config =
                SampleConsumer.settings(Map.of(), partitions).config();

        assertThat((int) config.get("max.partition.fetch.bytes") / KIB).isEqualTo(kibibytes);
        assertThat(config).containsEntry("fetch.max.bytes", 16 * KIB * KIB);
    }

    @Property
    void what_is_fetched_of_all_partitions_stays_below_the_limit_or_64_kibibytes_each(
            @ForAll @IntRange(min = 1, max = 10_000) int partitions) {
        long each = (int) SampleConsumer.settings(Map.of(), partitions).config().get("max.partition.fetch.bytes");

        assertThat(each * partitions).isLessThanOrEqualTo(Math.max(16L * KIB * KIB, 64L * KIB * partitions));
    }

    @Test
    void it_reads_without_a_group_and_only_from_where_it_is_told_to() {
        // Given
        Map<String, Object> clients = new HashMap<>();
        clients.put("bootstrap.servers", "broker:9092");
        clients.put("group.id", "other-services");
        clients.put("auto.offset.reset", "latest");

        // When
        Map<String, Object> config = SampleConsumer.settings(clients, 4).config();

        // Then
        assertThat(config)
                .containsEntry("bootstrap.servers", "broker:9092")
                .containsEntry("auto.offset.reset", "none")
                .containsEntry("enable.auto.commit", false)
                .containsEntry("allow.auto.create.topics", false)
                .doesNotContainKey("group.id");
        assertThat(clients).containsEntry("group.id", "other-services");
    }

    @Test
    void the_system_sizes_the_receive_buffer_unless_the_configuration_does() {
        assertThat(SampleConsumer.settings(Map.of(), 1).config()).containsEntry("receive.buffer.bytes", -1);
        assertThat(SampleConsumer.settings(Map.of("receive.buffer.bytes", 4096), 1)
                        .config())
                .containsEntry("receive.buffer.bytes", 4096);
    }
}
