package cutmix.trainer.dl4j;

import java.util.ArrayList;
import java.util.List;
import org.bytedeco.javacpp.FloatPointer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.updater.UpdaterBlock;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.learning.AdamUpdater;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.learning.regularization.L2Regularization;
import org.nd4j.linalg.learning.regularization.Regularization;

/**
 * Adam with an L2 term in one pass over Deeplearning4j's own vectors of parameters, gradients and moments (Kingma and Ba,
 * "Adam: a method for stochastic optimization", ICLR 2015, algorithm 1 in the order of section 2's end: ε is not corrected for
 * the bias, as in Keras and Deeplearning4j). Deeplearning4j's updater makes the same step in some 200 operations.
 */
final class AdamStep {

    /** Trained parameters, with what the L2 term c/2·‖w‖² has as c, and Adam's moments. */
    private record Trained(
            FloatPointer values, FloatPointer gradients, double c, FloatPointer first, FloatPointer second) {}

    /** Moving statistics: the step is the gradient itself, which is no sum over a batch. */
    private record Moved(FloatPointer values, FloatPointer gradients) {}

    private final ComputationGraph graph;
    private final Adam adam;
    private final AdamChunk chunk = new AdamChunk();
    private final List<Trained> trained = new ArrayList<>();
    private final List<Moved> moved = new ArrayList<>();

    AdamStep(ComputationGraph graph, GraphParameters parameters) {
        this.graph = graph;
        Adam found = null;
        for (UpdaterBlock block : graph.getUpdater().getUpdaterBlocks()) {
            for (UpdaterBlock.ParamState part : block.getLayersAndVariablesInBlock()) {
                String name = part.getLayer().getConfig().getLayerName() + "_" + part.getParamName();
                FloatPointer values = parameters.values(name);
                FloatPointer gradients = parameters.gradients(name);
                if (block.getGradientUpdater() instanceof AdamUpdater updater) {
                    long start = part.getParamOffsetStart() - (long) block.getParamOffsetStart();
                    trained.add(new Trained(
                            values,
                            gradients,
                            l2(part),
                            state(updater.getM(), start, values.capacity()),
                            state(updater.getV(), start, values.capacity())));
                    found = updater.getConfig();
                } else {
                    moved.add(new Moved(values, gradients));
                }
            }
        }
        this.adam = found;
    }

    private static double l2(UpdaterBlock.ParamState part) {
        List<Regularization> terms = part.getLayer().getConfig().getRegularizationByParam(part.getParamName());
        return terms == null
                ? 0
                : terms.stream()
                        .mapToDouble(term -> ((L2Regularization) term).getL2().valueAt(0, 0))
                        .sum();
    }

    private FloatPointer state(INDArray moments, long start, long length) {
        INDArray all = graph.getUpdater().getStateViewArray();
        return GraphParameters.at(all, moments.offset() - all.offset() + start, length);
    }

    /**
     * Makes the step.
     *
     * @param batchSize by which the gradients are divided
     * @return the L2 term of the loss before it
     */
    double run(int batchSize) {
        int iteration = graph.getConfiguration().getIterationCount();
        chunk.prepare(adam, iteration, batchSize);
        double l2 = 0;
        for (Trained stretch : trained) {
            l2 += stretch.c
                    / 2
                    * chunk.step(stretch.values, stretch.gradients, stretch.c, stretch.first, stretch.second);
        }
        for (Moved statistic : moved) {
            for (int i = 0; i < statistic.values.capacity(); i++) {
                statistic.values.put(i, statistic.values.get(i) - statistic.gradients.get(i));
            }
        }
        graph.getConfiguration().setIterationCount(iteration + 1);
        return l2;
    }
}
