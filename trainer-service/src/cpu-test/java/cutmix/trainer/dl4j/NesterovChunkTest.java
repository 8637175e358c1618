package cutmix.trainer.dl4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import cutmix.trainer.engine.OneCycle;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.bytedeco.javacpp.FloatPointer;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.NesterovsUpdater;
import org.nd4j.linalg.learning.config.Nesterovs;
import org.nd4j.linalg.schedule.ISchedule;

class NesterovChunkTest {

    private static final float L2 = 5e-4f;

    @Property(tries = 50)
    void makes_the_steps_of_the_librarys_updater(
            @ForAll @IntRange(min = 1, max = 5000) int length,
            @ForAll @IntRange(min = 1, max = 256) int batchSize,
            @ForAll long seed) {
        // Given
        Random random = new Random(seed);
        Nesterovs nesterovs = Nesterovs.builder()
                .learningRateSchedule(ResNetV1.schedule(new OneCycle(0.4, 5)))
                .momentum(0.9)
                .build();
        NesterovsUpdater library = new NesterovsUpdater(nesterovs);
        library.setStateViewArray(Nd4j.zeros(1, length), new long[] {1, length}, 'c', true);
        float[] expected = gaussians(random, length);
        NesterovChunk chunk = new NesterovChunk(nesterovs);
        try (FloatPointer values = new FloatPointer(expected);
                FloatPointer gradients = new FloatPointer(length);
                FloatPointer velocity = new FloatPointer(new float[length])) {
            for (int iteration = 0; iteration < 5; iteration++) {
                float[] gradient = gaussians(random, length);

                // When
                gradients.position(0).put(gradient);
                chunk.prepare(iteration, batchSize);
                chunk.step(values, gradients, L2, List.of(velocity));

                // Then
                for (int i = 0; i < length; i++) {
                    gradient[i] = gradient[i] / batchSize + L2 * expected[i];
                }
                INDArray update = Nd4j.createFromArray(gradient).reshape(1, length);
                library.applyUpdater(update, iteration, 0);
                float[] steps = update.data().asFloat();
                float[] moved = new float[length];
                values.position(0).get(moved);
                for (int i = 0; i < length; i++) {
                    expected[i] -= steps[i];
                    assertThat(moved[i]).isCloseTo(expected[i], within(2e-6f));
                }
                expected = moved;
            }
        }
    }

    @Property(tries = 200)
    void a_saved_network_says_the_cycle_of_the_rate_in_the_librarys_words(
            @ForAll @IntRange(min = 1, max = 50_000) int steps) {
        // Given
        OneCycle cycle = new OneCycle(0.4, steps);

        // When
        ISchedule schedule = ResNetV1.schedule(cycle);

        // Then
        int stride = Math.max(1, steps / 200);
        for (int step = 0; step < steps; step += stride) {
            assertThat(schedule.valueAt(step, 0)).isCloseTo(cycle.rate(step), within(1e-9));
        }
        assertThat(schedule.valueAt(steps - 1, 0)).isCloseTo(cycle.rate(steps - 1), within(1e-9));
    }

    private static float[] gaussians(Random random, int length) {
        float[] values = new float[length];
        for (int i = 0; i < length; i++) {
            values[i] = (float) random.nextGaussian();
        }
        return values;
    }
}
