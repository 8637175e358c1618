package cutmix.trainer.engine;

import java.util.List;
import java.util.stream.IntStream;

/**
 * Predictions for a batch without training.
 *
 * @param loss mean cross-entropy of the batch, including the regularization term
 * @param classes the most likely class of each sample; on a tie, the first one
 */
public record Predictions(double loss, List<Integer> classes) {

    public Predictions {
        classes = List.copyOf(classes);
    }

    /**
     * Finds the most likely classes of a batch.
     *
     * @param probabilities probabilities of shape {@code (size, classes)}
     */
    public static Predictions of(double loss, float[] probabilities, Batch batch) {
        return new Predictions(loss, mostLikely(probabilities, batch.classes()));
    }

    /**
     * Finds the most likely class of each sample; on a tie, the first one.
     *
     * @param probabilities probabilities of shape {@code (samples, classes)}
     */
    public static List<Integer> mostLikely(float[] probabilities, int classes) {
        return IntStream.range(0, probabilities.length / classes)
                .mapToObj(sample -> Batch.heaviest(probabilities, sample, classes))
                .toList();
    }
}
