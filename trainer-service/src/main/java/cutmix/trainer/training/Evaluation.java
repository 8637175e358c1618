package cutmix.trainer.training;

import cutmix.trainer.engine.Batch;
import cutmix.trainer.engine.Engine;
import cutmix.trainer.engine.Predictions;
import java.util.List;

/**
 * How a network does on the test images.
 *
 * @param loss mean over the images, with the regularisation term
 * @param confusion what it takes the images of each class for
 */
public record Evaluation(double loss, Confusion confusion) {

    /** Evaluates on all batches. */
    public static Evaluation of(Engine engine, List<Batch> batches) {
        return of(engine, batches, () -> {});
    }

    /** Evaluates on all batches, and says so after each. */
    static Evaluation of(Engine engine, List<Batch> batches, Runnable batchEvaluated) {
        double lossSum = 0;
        Confusion confusion = new Confusion(batches.get(0).classes());
        for (Batch batch : batches) {
            Predictions predictions = engine.evaluate(batch);
            lossSum += predictions.loss() * batch.size();
            confusion.add(batch, predictions.classes());
            batchEvaluated.run();
        }
        return new Evaluation(lossSum / confusion.samples(), confusion);
    }

    /** Images. */
    public int samples() {
        return confusion.samples();
    }

    /** Share of images classified rightly, in [0, 1]. */
    public double accuracy() {
        return confusion.accuracy();
    }
}
