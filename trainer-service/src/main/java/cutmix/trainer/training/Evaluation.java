package cutmix.trainer.training;

import cutmix.trainer.engine.Batch;
import cutmix.trainer.engine.Engine;
import cutmix.trainer.engine.StepResult;
import java.util.List;

/**
 * How a network does on the test images.
 *
 * @param loss mean over the images, with the regularisation term
 * @param accuracy share of images classified rightly, in [0, 1]
 * @param samples images
 */
public record Evaluation(double loss, double accuracy, int samples) {

    /** Evaluates on all batches. */
    public static Evaluation of(Engine engine, List<Batch> batches) {
        return of(engine, batches, () -> {});
    }

    /** Evaluates on all batches, and says so after each. */
    static Evaluation of(Engine engine, List<Batch> batches, Runnable batchEvaluated) {
        double lossSum = 0;
        int hits = 0;
        int samples = 0;
        for (Batch batch : batches) {
            StepResult result = engine.evaluate(batch);
            lossSum += result.loss() * result.size();
            hits += result.hits();
            samples += result.size();
            batchEvaluated.run();
        }
        return new Evaluation(lossSum / samples, (double) hits / samples, samples);
    }
}
