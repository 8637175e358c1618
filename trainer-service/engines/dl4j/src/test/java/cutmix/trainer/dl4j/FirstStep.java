package cutmix.trainer.dl4j;

import java.util.function.Consumer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.updater.BaseMultiLayerUpdater;
import org.deeplearning4j.nn.updater.UpdaterBlock;
import org.nd4j.linalg.learning.AdamUpdater;

/**
 * One parameter in a network's first step.
 *
 * @param layer name of the layer
 * @param name name of the parameter array within the layer
 * @param index index among all parameters of the network
 * @param gradient gradient that Adam received: the mean over the batch, with the regularization
 */
record FirstStep(String layer, String name, int index, double gradient) {

    /** Visits every trained parameter of a network after its first step. */
    static void forEach(ComputationGraph graph, Consumer<FirstStep> visitor) {
        for (UpdaterBlock block : ((BaseMultiLayerUpdater<?>) graph.getUpdater()).getUpdaterBlocks()) {
            if (block.getGradientUpdater() instanceof AdamUpdater adam) {
                // After the first step, the first moment is (1 − β1) times the gradient.
                float[] moment = Networks.floats(adam.getM());
                double share = 1 - adam.getConfig().getBeta1();
                for (UpdaterBlock.ParamState array : block.getLayersAndVariablesInBlock()) {
                    String layer = array.getLayer().getConfig().getLayerName();
                    for (int i = array.getParamOffsetStart(); i < array.getParamOffsetEnd(); i++) {
                        double gradient = moment[i - block.getParamOffsetStart()] / share;
                        visitor.accept(new FirstStep(layer, array.getParamName(), i, gradient));
                    }
                }
            }
        }
    }
}
