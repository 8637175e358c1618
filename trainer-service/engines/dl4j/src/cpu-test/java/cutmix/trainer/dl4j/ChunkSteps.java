package cutmix.trainer.dl4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.Pointer;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.GradientUpdater;

/**
 * Compares steps of random parameters and gradients with those of the library's updater.
 *
 * @param vectors number of the optimizer's vectors
 * @param l2 factor of the parameters in their gradient
 */
record ChunkSteps(UpdaterChunk chunk, GradientUpdater<?> library, int vectors, float l2) {

    void assertEqual(double learningRate, int iterations, int length, int batchSize, long seed) {
        // Given
        Random random = new Random(seed);
        library.setStateViewArray(Nd4j.zeros(1, (long) vectors * length), new long[] {1, length}, 'c', true);
        float[] expected = gaussians(random, length);
        List<FloatPointer> kept = Stream.generate(() -> new FloatPointer(new float[length]))
                .limit(vectors)
                .toList();
        try (FloatPointer values = new FloatPointer(expected);
                FloatPointer gradients = new FloatPointer(length)) {
            for (int iteration = 0; iteration < iterations; iteration++) {
                float[] gradient = gaussians(random, length);

                // When
                gradients.position(0).put(gradient);
                chunk.prepare(iteration, learningRate, batchSize);
                double squares = chunk.step(values, gradients, l2, kept);

                // Then
                assertThat(squares).isCloseTo(squares(expected), within(1e-9 * length));
                for (int i = 0; i < length; i++) {
                    gradient[i] = gradient[i] / batchSize + l2 * expected[i];
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
        } finally {
            kept.forEach(Pointer::close);
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
