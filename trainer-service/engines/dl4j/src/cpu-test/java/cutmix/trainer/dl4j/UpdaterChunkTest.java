package cutmix.trainer.dl4j;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.bytedeco.javacpp.FloatPointer;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class UpdaterChunkTest {

    /** More than one chunk. */
    private static final int LENGTH = 3_000;

    static Stream<Named<Supplier<List<FloatPointer>>>> steps() {
        return Stream.of(
                Named.of("Adam", () -> step(new AdamChunk(1e-7), 2)),
                Named.of("Nesterov", () -> step(new NesterovChunk(0.9), 1)));
    }

    @ParameterizedTest
    @MethodSource("steps")
    void a_step_leaves_no_denormal_numbers(Supplier<List<FloatPointer>> step) {
        for (FloatPointer vector : step.get()) {
            float[] numbers = new float[LENGTH];
            vector.position(0).get(numbers);
            vector.close();
            for (float number : numbers) {
                assertThat(number == 0 || Math.abs(number) >= Float.MIN_NORMAL)
                        .as("%s", number)
                        .isTrue();
            }
        }
    }

    /**
     * Performs a step of nearly zero numbers without a gradient; returns the new parameters and the optimizer's
     * vectors.
     */
    private static List<FloatPointer> step(UpdaterChunk chunk, int vectors) {
        FloatPointer values = small();
        List<FloatPointer> kept =
                Stream.generate(UpdaterChunkTest::small).limit(vectors).toList();
        chunk.prepare(1_000, 1e-3, 32);
        try (FloatPointer gradients = new FloatPointer(new float[LENGTH])) {
            chunk.step(values, gradients, 2e-4, kept);
        }
        return Stream.concat(Stream.of(values), kept.stream()).toList();
    }

    private static FloatPointer small() {
        float[] numbers = new float[LENGTH];
        Arrays.fill(numbers, 1e-39f);
        return new FloatPointer(numbers);
    }
}
