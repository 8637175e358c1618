package cutmix.trainer.dl4j;

import cutmix.trainer.engine.TrainingSetup;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.javacpp.FloatPointer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.updater.UpdaterBlock;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.learning.AdamUpdater;
import org.nd4j.linalg.learning.GradientUpdater;
import org.nd4j.linalg.learning.NesterovsUpdater;
import org.nd4j.linalg.learning.regularization.L2Regularization;
import org.nd4j.linalg.learning.regularization.Regularization;

/**
 * The optimizer's step with an L2 term, in one pass over Deeplearning4j's vectors of parameters, gradients and
 * optimizer state. Deeplearning4j's updater uses some 200 operations for the same step.
 */
final class UpdaterStep {

    /** Trained parameters with the c of their L2 term c/2·‖w‖² and their optimizer state. */
    private record Trained(FloatPointer values, FloatPointer gradients, double c, List<FloatPointer> state) {}

    /** Moving statistics. Their step is the gradient itself, which is not a sum over a batch. */
    private record Moved(FloatPointer values, FloatPointer gradients) {}

    private final ComputationGraph graph;
    private final TrainingSetup setup;
    private final UpdaterChunk chunk;
    private final List<Trained> trained = new ArrayList<>();
    private final List<Moved> moved = new ArrayList<>();

    private UpdaterStep(ComputationGraph graph, GraphParameters parameters, TrainingSetup setup, UpdaterChunk chunk) {
        this.graph = graph;
        this.setup = setup;
        this.chunk = chunk;
        for (UpdaterBlock block : graph.getUpdater().getUpdaterBlocks()) {
            for (UpdaterBlock.ParamState part : block.getLayersAndVariablesInBlock()) {
                String name = part.getLayer().getConfig().getLayerName() + "_" + part.getParamName();
                FloatPointer values = parameters.values(name);
                FloatPointer gradients = parameters.gradients(name);
                List<INDArray> kept = vectors(block.getGradientUpdater());
                if (kept.isEmpty()) {
                    moved.add(new Moved(values, gradients));
                } else {
                    long start = part.getParamOffsetStart() - (long) block.getParamOffsetStart();
                    List<FloatPointer> state = kept.stream()
                            .map(vector -> state(vector, start, values.capacity()))
                            .toList();
                    trained.add(new Trained(values, gradients, l2(part), state));
                }
            }
        }
    }

    /** Creates the step of the optimizer that {@link ResNetV1} has set for a graph. */
    static UpdaterStep of(ComputationGraph graph, GraphParameters parameters, TrainingSetup setup) {
        for (UpdaterBlock block : graph.getUpdater().getUpdaterBlocks()) {
            if (block.getGradientUpdater() instanceof AdamUpdater adam) {
                return new UpdaterStep(
                        graph, parameters, setup, new AdamChunk(adam.getConfig().getEpsilon()));
            }
            if (block.getGradientUpdater() instanceof NesterovsUpdater nesterovs) {
                return new UpdaterStep(
                        graph,
                        parameters,
                        setup,
                        new NesterovChunk(nesterovs.getConfig().getMomentum()));
            }
        }
        throw new IllegalArgumentException("the graph is not trained by Adam or with Nesterov's momentum");
    }

    /** Returns the vectors that {@link UpdaterChunk} expects; empty if nothing is trained. */
    private static List<INDArray> vectors(GradientUpdater<?> updater) {
        if (updater instanceof AdamUpdater adam) {
            return List.of(adam.getM(), adam.getV());
        }
        return updater instanceof NesterovsUpdater nesterovs ? List.of(nesterovs.getV()) : List.of();
    }

    private static double l2(UpdaterBlock.ParamState part) {
        List<Regularization> terms = part.getLayer().getConfig().getRegularizationByParam(part.getParamName());
        return terms == null
                ? 0
                : terms.stream()
                        .mapToDouble(term -> ((L2Regularization) term).getL2().valueAt(0, 0))
                        .sum();
    }

    private FloatPointer state(INDArray vector, long start, long length) {
        INDArray all = graph.getUpdater().getStateViewArray();
        return GraphParameters.at(all, vector.offset() - all.offset() + start, length);
    }

    /**
     * Performs the step.
     *
     * @param batchSize divisor of the gradients
     * @return the L2 term of the loss before the step
     */
    double run(int batchSize) {
        int iteration = graph.getConfiguration().getIterationCount();
        chunk.prepare(iteration, setup.learningRate(iteration), batchSize);
        double l2 = 0;
        for (Trained stretch : trained) {
            l2 += stretch.c / 2 * chunk.step(stretch.values, stretch.gradients, stretch.c, stretch.state);
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
