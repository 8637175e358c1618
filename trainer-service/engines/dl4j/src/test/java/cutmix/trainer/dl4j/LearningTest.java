package cutmix.trainer.dl4j;

import static org.assertj.core.api.Assertions.assertThat;

import cutmix.schemas.order.SeededRandom;
import cutmix.trainer.engine.Batch;
import cutmix.trainer.engine.StepResult;
import cutmix.trainer.engine.network.InitialWeights;
import cutmix.trainer.engine.network.NetworkInput;
import cutmix.trainer.engine.network.NetworkShape;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

@NeedsDevice
class LearningTest {

    private static final int SIZE = 16;
    private static final NetworkInput INPUT = new NetworkInput(8, 8, 3, 2);

    @Test
    void learns_to_tell_stripes_from_bars() throws Exception {
        // Given
        NetworkShape network = new NetworkShape(8, INPUT);
        try (Dl4jEngine engine = Networks.engine(network, InitialWeights.draw(network, 1), Execution.FUSED)) {
            double firstLoss = engine.fit(stripesAndBars(0)).loss();

            // When: after enough steps for the moving statistics to forget two thirds of their start, 0.99^100
            StepResult last = null;
            for (int step = 1; step < 100; step++) {
                last = engine.fit(stripesAndBars(step));
            }

            // Then
            assertThat(last.loss()).isLessThan(firstLoss / 2);
            List<Integer> unseen = engine.evaluate(stripesAndBars(1000)).classes();
            long correct = IntStream.range(0, SIZE)
                    .filter(sample -> unseen.get(sample) == sample % 2)
                    .count();
            assertThat(correct).isGreaterThan(SIZE * 9 / 10);
        }
    }

    /** Creates noisy stripes at even indices, and noisy bars at odd ones. */
    private static Batch stripesAndBars(long seed) {
        SeededRandom random = SeededRandom.of(seed);
        int imageBytes = INPUT.height() * INPUT.width() * INPUT.channels();
        byte[] pixels = new byte[SIZE * imageBytes];
        float[] labels = new float[SIZE * INPUT.classes()];
        for (int sample = 0; sample < SIZE; sample++) {
            int label = sample % 2;
            labels[sample * INPUT.classes() + label] = 1;
            int phase = random.nextInt(2);
            for (int i = 0; i < imageBytes; i++) {
                int y = i / INPUT.channels() / INPUT.width();
                int x = i / INPUT.channels() % INPUT.width();
                int place = label == 0 ? y : x;
                int level = (place + phase) % 2 == 0 ? 50 : 150;
                pixels[sample * imageBytes + i] = (byte) (level + random.nextInt(50));
            }
        }
        return new Batch(SIZE, pixels, labels);
    }
}
