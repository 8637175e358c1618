package cutmix.trainer.training;

import cutmix.trainer.engine.Engine;
import cutmix.trainer.engine.Predictions;
import cutmix.trainer.stream.TestBatches;
import java.util.concurrent.atomic.DoubleAdder;

/**
 * The result of an evaluation on the test images.
 *
 * @param loss mean loss, including the regularization term
 * @param confusion counts by true and predicted class
 */
public record Evaluation(double loss, ConfusionMatrix confusion) {

    /** Evaluates all batches. */
    public static Evaluation of(Engine engine, TestBatches batches) throws InterruptedException {
        return of(engine, batches, () -> {});
    }

    /** Evaluates all batches, and calls {@code batchEvaluated} after each. */
    static Evaluation of(Engine engine, TestBatches batches, Runnable batchEvaluated) throws InterruptedException {
        DoubleAdder loss = new DoubleAdder();
        ConfusionMatrix confusion = new ConfusionMatrix();
        batches.forEach(batch -> {
            Predictions predictions = engine.evaluate(batch);
            loss.add(predictions.loss() * batch.size());
            confusion.add(batch, predictions.classes());
            batchEvaluated.run();
        });
        return new Evaluation(loss.sum() / confusion.samples(), confusion);
    }

    /** Returns the number of images. */
    public int samples() {
        return confusion.samples();
    }

    /** Returns the share of correct predictions, in [0, 1]. */
    public double accuracy() {
        return confusion.accuracy();
    }
}
