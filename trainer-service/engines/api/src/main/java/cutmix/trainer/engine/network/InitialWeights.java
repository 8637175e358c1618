package cutmix.trainer.engine.network;

import static cutmix.trainer.engine.network.WeightNames.convolution;
import static cutmix.trainer.engine.network.WeightNames.normalization;
import static cutmix.trainer.engine.network.WeightNames.runningVariance;
import static cutmix.trainer.engine.network.WeightNames.weight;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Weights at the start of training. */
public final class InitialWeights {

    private InitialWeights() {}

    /** Draws kernels from a seed with {@link HeNormal}. γ and the variances are 1; all other parameters are 0. */
    public static NetworkWeights draw(NetworkShape network, long seed) {
        Map<String, WeightTensor> tensors = new LinkedHashMap<>();
        WeightNames.shapes(network).forEach((name, shape) -> tensors.put(name, WeightTensor.filled(shape, 0)));
        int ordinal = 0;
        for (ConvolutionLayer layer : network.convolutions()) {
            String kernel = weight(convolution(layer.name()));
            List<Integer> shape = tensors.get(kernel).shape();
            int count = layer.outputs() * layer.fanIn();
            tensors.put(kernel, new WeightTensor(shape, HeNormal.draw(seed, ordinal++, layer.fanIn(), count)));
            if (layer.normalized()) {
                String norm = normalization(layer.name());
                tensors.computeIfPresent(weight(norm), (name, zeros) -> WeightTensor.filled(zeros.shape(), 1));
                tensors.computeIfPresent(runningVariance(norm), (name, zeros) -> WeightTensor.filled(zeros.shape(), 1));
            }
        }
        // The values are drawn input by input, as a matrix of (features, classes).
        int classes = network.input().classes();
        float[] drawn = HeNormal.draw(seed, ordinal, network.features(), network.features() * classes);
        WeightTensor matrix = new WeightTensor(List.of(network.features(), classes), drawn);
        tensors.put(
                weight(WeightNames.CLASSES),
                new WeightTensor(List.of(classes, network.features()), matrix.transposed()));
        return new NetworkWeights(tensors);
    }
}
