package cutmix.trainer.dl4j;

import cutmix.trainer.engine.Batch;
import java.util.Map;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.optimize.api.BaseTrainingListener;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Counts the hits of a training step from the forward pass that the step makes anyway. Deeplearning4j keeps the softmax
 * layer's output to itself, so its scores are computed once more from the features: 64 × classes products a sample.
 */
final class CorrectPredictions extends BaseTrainingListener {

    private Batch batch;
    private int count;

    /** To be called before the step. */
    void expect(Batch next) {
        batch = next;
        count = 0;
    }

    /** CorrectPredictions of the last step. */
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
     * Samples whose greatest score is that of the heaviest class.
     *
     * @param rows of scores or probabilities, // (size, classes)
     */
    static int of(float[] rows, Batch batch) {
        int hits = 0;
        for (int sample = 0; sample < batch.size(); sample++) {
            if (Batch.heaviest(rows, sample, batch.classes()) == batch.heaviestClass(sample)) {
                hits++;
            }
        }
        return hits;
    }
}
