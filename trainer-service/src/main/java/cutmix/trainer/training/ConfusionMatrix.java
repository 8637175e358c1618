package cutmix.trainer.training;

import cutmix.trainer.engine.Batch;
import cutmix.trainer.engine.Predictions;
import cutmix.trainer.stream.TestBatches;
import java.util.Arrays;
import java.util.List;

/**
 * Samples by their true class and the one that a network takes them for. Up to 100 classes each pair is counted; of more, hits and
 * samples alone, since the matrix would take the memory of the square of their number.
 */
public final class ConfusionMatrix {

    /** With more classes a record of the metrics would grow to a multiple of what else it says. */
    private static final int PUBLISHED_CLASSES = 100;

    private int[] counts = {}; // (true class, predicted class)
    private int samples;
    private int hits;

    ConfusionMatrix() {}

    /** That of a classifier, over all batches. */
    public static ConfusionMatrix of(Classifier classifier, TestBatches batches) throws InterruptedException {
        ConfusionMatrix confusion = new ConfusionMatrix();
        batches.forEach(batch -> {
            float[] probabilities = classifier.probabilities(batch.pixels(), batch.size());
            confusion.add(batch, Predictions.mostLikely(probabilities, batch.classes()));
        });
        return confusion;
    }

    /**
     * Counts a batch; all have the same classes.
     *
     * @param predicted class of each sample
     */
    void add(Batch batch, List<Integer> predicted) {
        int classes = batch.classes();
        if (counts.length == 0 && classes <= PUBLISHED_CLASSES) {
            counts = new int[classes * classes];
        }
        for (int sample = 0; sample < batch.size(); sample++) {
            int truth = batch.heaviestClass(sample);
            int taken = predicted.get(sample);
            if (counts.length > 0) {
                counts[truth * classes + taken]++;
            }
            if (truth == taken) {
                hits++;
            }
        }
        samples += batch.size();
    }

    /** Samples that were counted. */
    public int samples() {
        return samples;
    }

    /** Those that were classified rightly. */
    public int hits() {
        return hits;
    }

    /** Share of samples classified rightly, in [0, 1]. */
    public double accuracy() {
        return (double) hits / samples;
    }

    /** Row after row, as the metrics have it: empty where there are more than 100 classes. */
    List<Integer> published() {
        return Arrays.stream(counts).boxed().toList();
    }
}
