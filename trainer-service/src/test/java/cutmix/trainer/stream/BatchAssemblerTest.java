package cutmix.trainer.stream;

import static org.assertj.core.api.Assertions.assertThat;

import cutmix.schemas.DatasetInfo;
import cutmix.schemas.mixing.MixingSettings;
import cutmix.schemas.order.EpochLayout;
import cutmix.schemas.order.SamplePosition;
import cutmix.trainer.engine.Batch;
import cutmix.trainer.stream.order.Sample;
import cutmix.trainer.stream.order.TinySamples;
import cutmix.trainer.stream.order.TrainingSample;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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
        BatchAssembler assembler = new BatchAssembler(TinySamples.INFO, EPOCH, batchSize);
        Supplier<Sample> samples = samplesFrom(new SamplePosition(1, start));
        SamplePosition expected = new SamplePosition(1, start);

        while (expected.epoch() < 4) {
            // When
            NumberedBatch batch = assembler.assemble(samples);

            // Then
            assertThat(batch.first()).isEqualTo(expected);
            assertThat(batch.samples()).isEqualTo(Math.min(batchSize, EPOCH - expected.position()));
            int end = expected.position() + batch.samples();
            expected = end == EPOCH
                    ? new SamplePosition(expected.epoch() + 1, 0)
                    : new SamplePosition(expected.epoch(), end);
        }
    }

    @Test
    void pixels_and_weights_stand_in_the_order_of_the_samples() {
        // Given
        BatchAssembler assembler = new BatchAssembler(TinySamples.INFO, EPOCH, 4);
        Supplier<Sample> samples = samplesFrom(new SamplePosition(2, 8));

        // When
        NumberedBatch last = assembler.assemble(samples);

        // Then
        assertThat(last.first()).isEqualTo(new SamplePosition(2, 8));
        Batch batch = last.batch().orElseThrow();
        assertThat(batch.size()).isEqualTo(2);
        assertThat(batch.pixels()).containsExactly(2, 8, 2, 3, 4, 5, 2, 9, 2, 3, 4, 5);
        assertThat(batch.softLabels()).containsExactly(0.75f, 0, 0.25f, 0.25f, 0.75f, 0);
        assertThat(last.skipped()).isZero();
    }

    @Test
    void a_batch_is_smaller_by_what_is_missing_and_those_after_it_stay_as_they_are() {
        // Given
        BatchAssembler assembler = new BatchAssembler(TinySamples.INFO, EPOCH, 4);
        Supplier<Sample> samples = samplesWithout(Set.of(1, 4, 5, 6, 7));

        // When
        NumberedBatch first = assembler.assemble(samples);
        NumberedBatch second = assembler.assemble(samples);
        NumberedBatch third = assembler.assemble(samples);

        // Then
        assertThat(first.skipped()).isEqualTo(1);
        assertThat(first.batch().orElseThrow().pixels())
                .containsExactly(1, 0, 2, 3, 4, 5, 1, 2, 2, 3, 4, 5, 1, 3, 2, 3, 4, 5);
        assertThat(first.batch().orElseThrow().softLabels())
                .containsExactly(0.25f, 0.75f, 0, 0.75f, 0, 0.25f, 0.25f, 0.75f, 0);
        assertThat(second.batch()).isEmpty();
        assertThat(second.positions()).isEqualTo(4);
        assertThat(third.first()).isEqualTo(new SamplePosition(1, 8));
        assertThat(third.samples()).isEqualTo(2);
    }

    @Test
    void a_batch_tells_by_which_settings_its_samples_were_mixed() {
        // Given
        MixingSettings settings = new MixingSettings(Map.of("alpha", "0.25"));
        BatchAssembler assembler = new BatchAssembler(TinySamples.INFO, EPOCH, 4);
        int[] position = {0};
        Supplier<Sample> samples = () -> new TrainingSample(
                new SamplePosition(1, position[0]),
                ByteBuffer.allocate(6),
                new float[] {1, 0, 0},
                position[0]++ == 1 ? Optional.of(settings) : Optional.empty());

        // When, Then
        assertThat(assembler.assemble(samples).mixing()).containsExactly(settings);
        assertThat(assembler.assemble(samples).mixing()).isEmpty();
    }

    @Test
    void whatever_the_shape_of_its_images_a_batch_has_all_their_pixels() {
        // Given
        DatasetInfo info = DatasetInfo.newBuilder(TinySamples.INFO)
                .setHeight(4)
                .setWidth(2)
                .setChannels(3)
                .build();
        BatchAssembler assembler = new BatchAssembler(info, EPOCH, 4);
        int[] position = {8};
        Supplier<Sample> samples = () -> {
            byte[] pixels = new byte[24];
            Arrays.fill(pixels, (byte) position[0]);
            return new TrainingSample(
                    new SamplePosition(1, position[0]++), ByteBuffer.wrap(pixels), new float[] {1, 0, 0});
        };

        // When
        Batch batch = assembler.assemble(samples).batch().orElseThrow();

        // Then
        byte[] expected = new byte[48];
        Arrays.fill(expected, 0, 24, (byte) 8);
        Arrays.fill(expected, 24, 48, (byte) 9);
        assertThat(batch.pixels()).isEqualTo(expected);
        assertThat(batch.softLabels()).containsExactly(1, 0, 0, 1, 0, 0);
        assertThat(assembler.bytes()).isEqualTo(4 * (24 + 3 * 4));
    }

    private static Supplier<Sample> samplesWithout(Set<Integer> missing) {
        Supplier<Sample> whole = samplesFrom(new SamplePosition(1, 0));
        return () -> {
            Sample sample = whole.get();
            return missing.contains(sample.at().position()) ? TinySamples.missing(sample.at()) : sample;
        };
    }

    private static Supplier<Sample> samplesFrom(SamplePosition first) {
        EpochLayout layout = EpochLayout.ofTraining(TinySamples.INFO);
        SamplePosition[] next = {first};
        return () -> {
            SamplePosition at = next[0];
            next[0] = layout.next(at);
            return TinySamples.at(at.epoch(), at.position());
        };
    }
}
