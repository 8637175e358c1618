package cutmix.trainer.training;

import cutmix.trainer.engine.Engine;
import cutmix.trainer.engine.Predictions;
import cutmix.trainer.stream.TestBatches;
import java.util.concurrent.atomic.DoubleAdder;

/**
 * How a network does on the test images.
 *
 * @param loss mean over the images, with the regularisation term
 * @param confusion what it takes the images of each class for
 */
public record Evaluation(double loss, ConfusionMatrix confusion) {

    /** Evaluates on all batches. */
    public static Evaluation of(Engine engine, TestBatches batches) throws InterruptedException {
        return of(engine, batches, () -> {});
    }

    /** Evaluates on all batches, and says so after each. */
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

    /** Images. */
    public int samples() {
        return confusion.samples();
    }

    /** Share of images classified rightly, in [0, 1]. */
    public double accuracy() {
        return confusion.accuracy();
    }
}
