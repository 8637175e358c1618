package cutmix.trainer.engine;

import java.util.ArrayList;
import java.util.List;

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
        List<Integer> classes = new ArrayList<>(batch.size());
        for (int sample = 0; sample < batch.size(); sample++) {
            classes.add(Batch.heaviest(probabilities, sample, batch.classes()));
        }
        return new Predictions(loss, classes);
    }
}
