package cutmix.trainer;

import static org.assertj.core.api.Assertions.assertThat;

import cutmix.schemas.EpochMetrics;
import org.junit.jupiter.api.Test;

class MetricsTableTest {

    @Test
    void a_row_stands_under_the_header() {
        // Given
        EpochMetrics metrics = EpochMetrics.newBuilder()
                .setRun("cutmix-20260101-120000")
                .setPath("cutmix")
                .setRecipe("keras")
                .setSeed(42)
                .setEpoch(3)
                .setEpochs(15)
                .setSamples(50_000)
                .setLoss(1.87654)
                .setAccuracy(0.4567)
                .setValLoss(1.2)
                .setValAccuracy(0.61239)
                .setSeconds(347.25)
                .setSamplesPerSecond(143.988)
                .setDataWaitShare(0.0012)
                .setLearningRate(1e-3)
                .setSkipped(17)
                .build();

        // When
        String row = MetricsTable.row(metrics);

        // Then
        assertThat(MetricsTable.HEADER + "\n" + row)
                .isEqualTo(
                        """
                        run                          path      epoch     loss  accuracy val_loss   val_acc  seconds samples/s   wait      rate skipped
                        cutmix-20260101-120000       cutmix     3/15   1.8765    45.67%   1.2000    61.24%    347.3     144.0   0.1%    0.0010      17""");
    }
}
