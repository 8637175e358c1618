package cutmix.trainer.dl4j;

import static cutmix.trainer.engine.network.WeightNames.bias;
import static cutmix.trainer.engine.network.WeightNames.convolution;
import static cutmix.trainer.engine.network.WeightNames.normalization;
import static cutmix.trainer.engine.network.WeightNames.runningMean;
import static cutmix.trainer.engine.network.WeightNames.runningVariance;
import static cutmix.trainer.engine.network.WeightNames.weight;

import cutmix.trainer.engine.network.ConvolutionLayer;
import cutmix.trainer.engine.network.NetworkShape;
import cutmix.trainer.engine.network.NetworkWeights;
import cutmix.trainer.engine.network.WeightNames;
import cutmix.trainer.engine.network.WeightTensor;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.params.BatchNormalizationParamInitializer;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * The weights of a graph, under the names and in the layouts that all engines share. Only the layout of the last layer
 * differs.
 */
final class GraphWeights {

    private final ComputationGraph graph;
    private final Map<String, String> names = new LinkedHashMap<>(); // the graph's names by the common ones

    GraphWeights(ComputationGraph graph, NetworkShape network) {
        this.graph = graph;
        for (ConvolutionLayer layer : network.convolutions()) {
            String convolution = convolution(layer.name());
            names.put(weight(convolution), ResNetV1.convolutionLayer(layer.name()) + "_W");
            names.put(bias(convolution), ResNetV1.convolutionLayer(layer.name()) + "_b");
            if (layer.normalized()) {
                String normalization = normalization(layer.name());
                String prefix = ResNetV1.normalizationLayer(layer.name()) + "_";
                names.put(weight(normalization), prefix + BatchNormalizationParamInitializer.GAMMA);
                names.put(bias(normalization), prefix + BatchNormalizationParamInitializer.BETA);
                names.put(runningMean(normalization), prefix + BatchNormalizationParamInitializer.GLOBAL_MEAN);
                names.put(runningVariance(normalization), prefix + BatchNormalizationParamInitializer.GLOBAL_VAR);
            }
        }
        names.put(weight(WeightNames.CLASSES), ResNetV1.CLASSES + "_W");
        names.put(bias(WeightNames.CLASSES), ResNetV1.CLASSES + "_b");
    }

    /** Copies weights into the graph. */
    void put(NetworkWeights weights) {
        names.forEach((name, ours) -> {
            WeightTensor tensor = weights.tensors().get(name);
            INDArray values = graph.getParam(ours);
            float[] floats = isTransposed(values) ? tensor.transposed() : tensor.values();
            values.assign(Nd4j.createFromArray(floats).reshape('c', values.shape()));
        });
    }

    /** Copies the graph's weights. */
    NetworkWeights get() {
        Map<String, WeightTensor> tensors = new LinkedHashMap<>();
        names.forEach((name, ours) -> {
            INDArray values = graph.getParam(ours);
            INDArray common = isTransposed(values) ? values.transpose() : values;
            tensors.put(
                    name, new WeightTensor(shape(common), common.dup('c').data().asFloat()));
        });
        return new NetworkWeights(tensors);
    }

    /** Returns whether the values are the last layer's matrix, which has the shape {@code (features, classes)}. */
    private static boolean isTransposed(INDArray values) {
        return values.rank() == 2 && values.size(0) > 1;
    }

    /** Returns the common shape of values. In the graph, vectors are matrices of one row. */
    private static List<Integer> shape(INDArray values) {
        return Arrays.stream(values.rank() == 2 && values.size(0) == 1 ? new long[] {values.length()} : values.shape())
                .mapToObj(Math::toIntExact)
                .toList();
    }
}
