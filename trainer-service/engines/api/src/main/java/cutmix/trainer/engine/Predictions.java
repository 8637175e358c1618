package cutmix.trainer.engine;

import java.util.List;
import java.util.stream.IntStream;

/**
 * What a network makes of a batch that it is not trained with.
 *
 * @param loss mean cross-entropy of the batch, with the regularisation term
 * @param classes the most likely class of each sample; the first of equals
 */
public record Predictions(double loss, List<Integer> classes) {

    public Predictions {
        classes = List.copyOf(classes);
    }

    /**
     * The most likely classes of a batch.
     *
     * @param probabilities // (size, classes)
     */
    public static Predictions of(double loss, float[] probabilities, Batch batch) {
        return new Predictions(loss, mostLikely(probabilities, batch.classes()));
    }

    /**
     * The most likely class of each sample; the first of equals.
     *
     * @param probabilities // (samples, classes)
     */
    public static List<Integer> mostLikely(float[] probabilities, int classes) {
        return IntStream.range(0, probabilities.length / classes)
                .mapToObj(sample -> Batch.heaviest(probabilities, sample, classes))
                .toList();
    }
}
