package cutmix.trainer.dl4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.bytedeco.javacpp.FloatPointer;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.AdamUpdater;
import org.nd4j.linalg.learning.config.Adam;

class AdamChunkTest {

    @Property(tries = 50)
    void makes_the_steps_of_the_librarys_updater(
            @ForAll @IntRange(min = 1, max = 5000) int length,
            @ForAll @IntRange(min = 1, max = 256) int batchSize,
            @ForAll long seed) {
        // Given
        Random random = new Random(seed);
        Adam adam = Adam.builder().learningRate(1e-3).epsilon(1e-7).build();
        AdamUpdater library = new AdamUpdater(adam);
        library.setStateViewArray(Nd4j.zeros(1, 2L * length), new long[] {1, length}, 'c', true);
        float[] expected = gaussians(random, length);
        AdamChunk chunk = new AdamChunk(adam);
        try (FloatPointer values = new FloatPointer(expected);
                FloatPointer gradients = new FloatPointer(length);
                FloatPointer first = new FloatPointer(new float[length]);
                FloatPointer second = new FloatPointer(new float[length])) {
            for (int iteration = 0; iteration < 3; iteration++) {
                float[] gradient = gaussians(random, length);

                // When
                gradients.position(0).put(gradient);
                chunk.prepare(iteration, batchSize);
                double squares = chunk.step(values, gradients, 2e-4, List.of(first, second));

                // Then
                assertThat(squares).isCloseTo(squares(expected), within(1e-9 * length));
                for (int i = 0; i < length; i++) {
                    gradient[i] = gradient[i] / batchSize + 2e-4f * expected[i];
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

    private static float[] gaussians(Random random, int length) {
        float[] values = new float[length];
        for (int i = 0; i < length; i++) {
            values[i] = (float) random.nextGaussian();
        }
        return values;
    }

    private static double squares(float[] values) {
        double sum = 0;
        for (float value : values) {
            sum += (double) value * value;
        }
        return sum;
    }
}
