package cutmix.trainer.training;

import static org.assertj.core.api.Assertions.assertThat;

import cutmix.trainer.engine.Batch;
import cutmix.trainer.engine.network.NetworkInput;
import java.util.List;
import org.junit.jupiter.api.Test;

class ClassifierTest {

    private static final NetworkInput INPUT = new NetworkInput(1, 2, 1, 2);

    /** Uses the left pixel as the probability of the first class, in quarters. */
    private static final Classifier LEFT_PIXEL = (pixels, images) -> {
        float[] probabilities = new float[2 * images];
        for (int image = 0; image < images; image++) {
            probabilities[2 * image] = pixels[2 * image] / 4f;
            probabilities[2 * image + 1] = 1 - probabilities[2 * image];
        }
        return probabilities;
    };

    @Test
    void mirrored_it_gives_the_mean_of_an_image_and_its_mirror_image() {
        // Given
        byte[] pixels = {1, 4, 0, 2};

        // When
        float[] probabilities = LEFT_PIXEL.mirrored(INPUT).probabilities(pixels, 2);

        // Then
        assertThat(probabilities).containsExactly(0.625f, 0.375f, 0.25f, 0.75f);
    }

    @Test
    void its_confusion_counts_the_most_likely_classes_of_all_batches() throws Exception {
        // Given
        Batch first = new Batch(2, new byte[] {1, 4, 4, 0}, new float[] {1, 0, 1, 0});
        Batch second = new Batch(1, new byte[] {3, 0}, new float[] {0, 1});

        // When
        ConfusionMatrix alone = ConfusionMatrix.of(LEFT_PIXEL, List.of(first, second)::forEach);
        ConfusionMatrix mirrored = ConfusionMatrix.of(LEFT_PIXEL.mirrored(INPUT), List.of(first, second)::forEach);

        // Then
        assertThat(alone.published()).containsExactly(1, 1, 1, 0);
        assertThat(mirrored.published()).containsExactly(2, 0, 0, 1);
        assertThat(mirrored.accuracy()).isEqualTo(1);
    }
}
