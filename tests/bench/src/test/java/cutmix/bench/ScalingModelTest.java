package cutmix.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class ScalingModelTest {

    private static final double MICROSECOND = 1e-6;

    @Test
    void workers_add_up_while_nothing_else_is_the_limit() {
        // Given
        ScalingModel model = model(8, 32);

        // When, Then
        assertThat(model.rate(1)).isCloseTo(50_000, within(1e-6));
        assertThat(model.rate(2)).isCloseTo(100_000, within(1e-6));
        assertThat(model.bottleneck(2)).isEqualTo(ScalingModel.Bottleneck.WORKERS);
    }

    @Test
    void of_more_workers_than_partitions_some_have_nothing_to_do() {
        // Given
        ScalingModel model = model(64, 4);

        // When, Then
        assertThat(model.rate(4)).isCloseTo(200_000, within(1e-6));
        assertThat(model.rate(8)).isEqualTo(model.rate(4));
        assertThat(model.bottleneck(8)).isEqualTo(ScalingModel.Bottleneck.PARTITIONS);
    }

    @Test
    void the_worker_with_the_most_partitions_ends_last() {
        // Given: three workers on four partitions, so one has two
        ScalingModel model = model(64, 4);

        // When, Then
        assertThat(model.rate(3)).isEqualTo(model.rate(2));
        assertThat(model.bottleneck(3)).isEqualTo(ScalingModel.Bottleneck.PARTITIONS);
    }

    @Test
    void a_broker_has_so_many_cores() {
        // Given
        ScalingModel model = model(2, 32);

        // When, Then
        assertThat(model.rate(32)).isCloseTo(2 / (10 * MICROSECOND), within(1e-6));
        assertThat(model.bottleneck(32)).isEqualTo(ScalingModel.Bottleneck.BROKER);
    }

    @Test
    void a_network_carries_so_many_bytes() {
        // Given
        ScalingModel model = ScalingModel.builder()
                .workerCost(20 * MICROSECOND)
                .brokerCost(10 * MICROSECOND)
                .brokerCores(64)
                .sampleBytes(6400)
                .networkBytes(6400 * 70_000.0)
                .partitions(32)
                .build();

        // When, Then
        assertThat(model.rate(32)).isCloseTo(70_000, within(1e-6));
        assertThat(model.bottleneck(32)).isEqualTo(ScalingModel.Bottleneck.NETWORK);
    }

    private static ScalingModel model(int brokerCores, int partitions) {
        return ScalingModel.builder()
                .workerCost(20 * MICROSECOND)
                .brokerCost(10 * MICROSECOND)
                .brokerCores(brokerCores)
                .sampleBytes(6400)
                .networkBytes(10e9)
                .partitions(partitions)
                .build();
    }
}
