package cutmix.trainer.training;

import cutmix.trainer.engine.Batch;
import cutmix.trainer.engine.Predictions;
import cutmix.trainer.stream.TestBatches;
import java.util.Arrays;
import java.util.List;

/**
 * Counts of samples by their true and predicted classes. With more than 100 classes, only samples and correct
 * predictions are counted, because the memory of the matrix grows with the square of the number of classes.
 */
public final class ConfusionMatrix {

    /** With more classes, the matrix would be many times larger than the rest of a metrics record. */
    private static final int PUBLISHED_CLASSES = 100;

    private int[] counts = {}; // (true class, predicted class)
    private int samples;
    private int correct;

    ConfusionMatrix() {}

    /** Computes the matrix of a classifier over all batches. */
    public static ConfusionMatrix of(Classifier classifier, TestBatches batches) throws InterruptedException {
        ConfusionMatrix confusion = new ConfusionMatrix();
        batches.forEach(batch -> {
            float[] probabilities = classifier.probabilities(batch.pixels(), batch.size());
            confusion.add(batch, Predictions.mostLikely(probabilities, batch.classes()));
        });
        return confusion;
    }

    /**
     * Counts a batch; all batches have the same classes.
     *
     * @param predicted predicted class of each sample
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
                correct++;
            }
        }
        samples += batch.size();
    }

    /** Returns the number of samples. */
    public int samples() {
        return samples;
    }

    /** Returns the number of correct predictions. */
    public int correct() {
        return correct;
    }

    /** Returns the share of correct predictions, in [0, 1]. */
    public double accuracy() {
        return (double) correct / samples;
    }

    /** Returns the matrix row by row for the metrics; empty for more than 100 classes. */
    List<Integer> published() {
        return Arrays.stream(counts).boxed().toList();
    }
}
