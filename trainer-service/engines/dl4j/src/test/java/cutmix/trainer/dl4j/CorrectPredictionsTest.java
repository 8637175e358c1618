package cutmix.trainer.dl4j;

import static org.assertj.core.api.Assertions.assertThat;

import cutmix.trainer.engine.Batch;
import org.junit.jupiter.api.Test;

class CorrectPredictionsTest {

    private static final Batch BATCH = new Batch(3, new byte[3], new float[] {0.25f, 0.75f, 0, 1, 0, 0, 0, 0.5f, 0.5f});

    @Test
    void counts_the_samples_whose_greatest_score_is_of_the_heaviest_class() {
        float[] scores = {-3, 2, 1, 0, 0.5f, -1, -1, 7, 6};

        assertThat(CorrectPredictions.of(scores, BATCH)).isEqualTo(2);
    }
}
