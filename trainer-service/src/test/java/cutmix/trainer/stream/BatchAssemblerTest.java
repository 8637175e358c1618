package cutmix.trainer.stream;

import static org.assertj.core.api.Assertions.assertThat;

import cutmix.schemas.EpochLayout;
import cutmix.schemas.SamplePosition;
import java.util.function.Supplier;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class BatchAssemblerTest {

    private static final int EPOCH = 10;

    @Property
    void batches_tile_the_epochs_and_none_spans_two(
            @ForAll @IntRange(min = 1, max = 15) int batchSize, @ForAll @IntRange(min = 0, max = EPOCH - 1) int start) {
        // Given
        BatchAssembler assembler = new BatchAssembler(Samples.INFO, EPOCH, batchSize);
        Supplier<TrainingSample> samples = samplesFrom(new SamplePosition(1, start));
        SamplePosition expected = new SamplePosition(1, start);

        while (expected.epoch() < 4) {
            // When
            NumberedBatch batch = assembler.assemble(samples);

            // Then
            assertThat(batch.first()).isEqualTo(expected);
            assertThat(batch.batch().size()).isEqualTo(Math.min(batchSize, EPOCH - expected.position()));
            int end = expected.position() + batch.batch().size();
            expected = end == EPOCH
                    ? new SamplePosition(expected.epoch() + 1, 0)
                    : new SamplePosition(expected.epoch(), end);
        }
    }

    @Test
    void pixels_and_weights_stand_in_the_order_of_the_samples() {
        // Given
        BatchAssembler assembler = new BatchAssembler(Samples.INFO, EPOCH, 4);
        Supplier<TrainingSample> samples = samplesFrom(new SamplePosition(2, 8));

        // When
        NumberedBatch last = assembler.assemble(samples);

        // Then
        assertThat(last.first()).isEqualTo(new SamplePosition(2, 8));
        assertThat(last.batch().size()).isEqualTo(2);
        assertThat(last.batch().pixels()).containsExactly(2, 8, 2, 3, 4, 5, 2, 9, 2, 3, 4, 5);
        assertThat(last.batch().softLabels()).containsExactly(0.75f, 0, 0.25f, 0.25f, 0.75f, 0);
    }

    private static Supplier<TrainingSample> samplesFrom(SamplePosition first) {
        EpochLayout layout = EpochLayout.ofTraining(Samples.INFO);
        SamplePosition[] next = {first};
        return () -> {
            SamplePosition at = next[0];
            next[0] = layout.next(at);
            return Samples.at(at.epoch(), at.position());
        };
    }
}
