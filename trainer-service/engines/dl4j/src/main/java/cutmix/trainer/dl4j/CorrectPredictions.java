package cutmix.trainer.dl4j;

import cutmix.trainer.engine.Batch;
import java.util.Map;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.optimize.api.BaseTrainingListener;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Counts the correct predictions of a training step from the step's own forward pass. Deeplearning4j does not expose
 * the softmax layer's output, so the scores are computed again from the features: 64 × classes products for each
 * sample.
 */
final class CorrectPredictions extends BaseTrainingListener {

    private Batch batch;
    private int count;

    /** Sets the batch of the next step; call it before the step. */
    void expect(Batch next) {
        batch = next;
        count = 0;
    }

    /** Returns the correct predictions of the last step. */
    int count() {
        return count;
    }

    @Override
    public void onForwardPass(Model model, Map<String, INDArray> activations) {
        ComputationGraph graph = (ComputationGraph) model;
        try (INDArray scores = activations.get(ResNetV1.FEATURES).mmul(graph.getParam(ResNetV1.CLASSES + "_W"))) {
            scores.addiRowVector(graph.getParam(ResNetV1.CLASSES + "_b"));
            count = of(scores.dup('c').data().asFloat(), batch);
        }
    }

    /**
     * Counts the samples whose class with the greatest score is the class with the greatest label weight.
     *
     * @param rows scores or probabilities, of shape {@code (size, classes)}
     */
    static int of(float[] rows, Batch batch) {
        int correct = 0;
        for (int sample = 0; sample < batch.size(); sample++) {
            if (Batch.heaviest(rows, sample, batch.classes()) == batch.heaviestClass(sample)) {
                correct++;
            }
        }
        return correct;
    }
}
