package cutmix.trainer.training;

import static org.assertj.core.api.Assertions.assertThat;

import cutmix.schemas.order.SeededRandom;
import cutmix.trainer.engine.Batch;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class ConfusionMatrixTest {

    @Test
    void rows_are_true_classes_and_columns_what_they_are_taken_for() {
        // Given
        ConfusionMatrix confusion = new ConfusionMatrix();

        // When
        confusion.add(batch(3, List.of(0, 0, 2)), List.of(0, 1, 1));
        confusion.add(batch(3, List.of(2)), List.of(1));

        // Then
        assertThat(confusion.published()).containsExactly(1, 1, 0, 0, 0, 0, 0, 2, 0);
        assertThat(confusion.samples()).isEqualTo(4);
        assertThat(confusion.correct()).isEqualTo(1);
    }

    @Property(tries = 50)
    void each_sample_counts_once_and_hits_lie_on_the_diagonal(
            @ForAll @IntRange(min = 2, max = 12) int classes, @ForAll @IntRange(min = 1, max = 200) int size) {
        // Given
        SeededRandom random = SeededRandom.of(size);
        List<Integer> labels = draw(random, classes, size);
        List<Integer> predicted = draw(random, classes, size);
        ConfusionMatrix confusion = new ConfusionMatrix();

        // When
        confusion.add(batch(classes, labels), predicted);

        // Then
        List<Integer> counts = confusion.published();
        assertThat(counts.stream().mapToInt(Integer::intValue).sum()).isEqualTo(size);
        assertThat(IntStream.range(0, classes)
                        .map(label -> counts.get(label * (classes + 1)))
                        .sum())
                .isEqualTo((int) IntStream.range(0, size)
                        .filter(i -> labels.get(i).equals(predicted.get(i)))
                        .count())
                .isEqualTo(confusion.correct());
    }

    @Test
    void more_than_a_hundred_classes_are_counted_and_not_published() {
        // Given
        ConfusionMatrix hundred = new ConfusionMatrix();
        ConfusionMatrix more = new ConfusionMatrix();

        // When
        hundred.add(batch(100, List.of(99)), List.of(99));
        more.add(batch(101, List.of(100)), List.of(100));

        // Then
        assertThat(hundred.published()).hasSize(10_000).endsWith(1);
        assertThat(more.published()).isEmpty();
        assertThat(more.correct()).isEqualTo(1);
    }

    @Test
    void the_memory_does_not_grow_with_the_square_of_the_classes() {
        // Given: more classes than a matrix could have
        int classes = 50_000;
        ConfusionMatrix confusion = new ConfusionMatrix();

        // When
        confusion.add(batch(classes, List.of(49_999, 7)), List.of(49_999, 8));

        // Then
        assertThat(confusion.samples()).isEqualTo(2);
        assertThat(confusion.accuracy()).isEqualTo(0.5);
    }

    private static List<Integer> draw(SeededRandom random, int classes, int size) {
        List<Integer> drawn = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            drawn.add(random.nextInt(classes));
        }
        return drawn;
    }

    private static Batch batch(int classes, List<Integer> labels) {
        float[] softLabels = new float[labels.size() * classes];
        for (int sample = 0; sample < labels.size(); sample++) {
            softLabels[sample * classes + labels.get(sample)] = 1;
        }
        return new Batch(labels.size(), new byte[labels.size()], softLabels);
    }
}
