package cutmix.faults.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import cutmix.schemas.EpochMetrics;
import cutmix.schemas.order.SamplePosition;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * The results of a run.
 *
 * @param mixed the records of the mixed topic, by their place
 * @param weights of the trained network, from its file
 */
public record PipelineResult(Map<SamplePosition, byte[]> mixed, byte[] weights, List<EpochMetrics> metrics) {

    /** Checks that this run matches a fault-free one. */
    public void assertEqualTo(PipelineResult quiet) {
        assertSame(mixed, quiet.mixed);
        List<Function<EpochMetrics, Object>> figures = List.of(
                EpochMetrics::getEpoch,
                EpochMetrics::getSamples,
                EpochMetrics::getLoss,
                EpochMetrics::getAccuracy,
                EpochMetrics::getValLoss,
                EpochMetrics::getValAccuracy);
        for (Function<EpochMetrics, Object> figure : figures) {
            assertThat(metrics)
                    .extracting(figure::apply)
                    .isEqualTo(quiet.metrics.stream().map(figure).toList());
        }
        assertThat(weights).isEqualTo(quiet.weights);
    }

    public static void assertSame(Map<SamplePosition, byte[]> samples, Map<SamplePosition, byte[]> expected) {
        assertThat(samples.keySet()).isEqualTo(expected.keySet());
        samples.forEach((at, bytes) -> assertThat(bytes).as(at.toString()).isEqualTo(expected.get(at)));
    }
}
