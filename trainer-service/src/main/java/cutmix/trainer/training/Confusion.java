package cutmix.trainer.training;

import cutmix.trainer.engine.Batch;
import cutmix.trainer.engine.Predictions;
import java.util.Arrays;
import java.util.List;

/** Samples by their true class and the one that a network takes them for. */
public final class Confusion {

    /** With more classes a record of the metrics would grow to a multiple of what else it says. */
    private static final int PUBLISHED_CLASSES = 100;

    private final int classes;
    private final int[] counts; // (true class, predicted class)

    Confusion(int classes) {
        this.classes = classes;
        this.counts = new int[classes * classes];
    }

    /** That of a classifier, over all batches. */
    public static Confusion of(Classifier classifier, List<Batch> batches) {
        Confusion confusion = new Confusion(batches.get(0).classes());
        for (Batch batch : batches) {
            float[] probabilities = classifier.probabilities(batch.pixels(), batch.size());
            confusion.add(batch, Predictions.mostLikely(probabilities, batch.classes()));
        }
        return confusion;
    }

    /**
     * Counts a batch.
     *
     * @param predicted class of each sample
     */
    void add(Batch batch, List<Integer> predicted) {
        for (int sample = 0; sample < batch.size(); sample++) {
            counts[batch.heaviestClass(sample) * classes + predicted.get(sample)]++;
        }
    }

    /** Samples that were counted. */
    public int samples() {
        return Arrays.stream(counts).sum();
    }

    /** Those that were classified rightly. */
    public int hits() {
        int hits = 0;
        for (int i = 0; i < counts.length; i += classes + 1) {
            hits += counts[i];
        }
        return hits;
    }

    /** Share of samples classified rightly, in [0, 1]. */
    public double accuracy() {
        return (double) hits() / samples();
    }

    /** Row after row, as the metrics have it: empty where there are more than 100 classes. */
    List<Integer> published() {
        return classes > PUBLISHED_CLASSES
                ? List.of()
                : Arrays.stream(counts).boxed().toList();
    }
}
