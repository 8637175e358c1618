package cutmix.trainer.libtorch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cutmix.schemas.order.SeededRandom;
import cutmix.trainer.engine.Batch;
import cutmix.trainer.engine.Engine;
import cutmix.trainer.engine.Recipe;
import cutmix.trainer.engine.TrainingSetup;
import cutmix.trainer.engine.network.InitialWeights;
import cutmix.trainer.engine.network.NetworkInput;
import cutmix.trainer.engine.network.NetworkShape;
import java.io.IOException;
import java.io.OutputStream;
import org.junit.jupiter.api.Test;

class DivergedNetworkTest {

    private static final NetworkShape NETWORK = new NetworkShape(8, new NetworkInput(8, 8, 3, 3));

    @Test
    void says_that_its_numbers_are_no_longer_finite_and_is_not_saved() {
        // Given: a learning rate a thousand times the usual one of this recipe
        TrainingSetup setup = new TrainingSetup(NETWORK, Recipe.STRONG, 1_000_000, 10);
        try (Engine engine = new LibTorch().create(setup, InitialWeights.draw(NETWORK, 7))) {
            assertThat(engine.isFinite()).isTrue();

            // When
            for (int step = 0; step < 10; step++) {
                engine.fit(batch(step));
            }

            // Then
            assertThat(engine.isFinite()).isFalse();
            assertThatThrownBy(() -> engine.save(OutputStream.nullOutputStream()))
                    .isInstanceOf(IOException.class);
        }
    }

    private static Batch batch(long seed) {
        SeededRandom random = SeededRandom.of(seed);
        byte[] pixels = new byte[6 * 8 * 8 * 3];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = (byte) random.nextInt(256);
        }
        float[] labels = new float[6 * 3];
        for (int sample = 0; sample < 6; sample++) {
            labels[sample * 3 + random.nextInt(3)] = 1;
        }
        return new Batch(6, pixels, labels);
    }
}
