package cutmix.trainer.libtorch;

import static cutmix.trainer.engine.network.WeightNames.normalisation;
import static cutmix.trainer.engine.network.WeightNames.runningMean;
import static cutmix.trainer.engine.network.WeightNames.runningVariance;

import cutmix.trainer.engine.network.ConvolutionLayer;
import cutmix.trainer.engine.network.NetworkShape;
import cutmix.trainer.engine.network.NetworkWeights;
import cutmix.trainer.engine.network.WeightTensor;
import cutmix.trainer.libtorch.tensor.FlatParameters;
import cutmix.trainer.libtorch.tensor.Tensors;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptions;

/**
 * The normalisations' moving means and variances, each kind in one vector. LibTorch's own moving variances are those of a sample, n
 * / (n − 1) times as large as the population's, which the recipes and the common weights have. So it hands over each batch's
 * statistics, and they are added here.
 */
final class MovingStatistics implements AutoCloseable {

    private final List<ConvolutionLayer> layers;
    private final NetworkShape network;
    private final double momentum;
    private final FlatParameters layout;
    private final Tensor means;
    private final Tensor variances;
    private final Tensor batchMeans;
    private final Tensor batchVariances;
    private final Map<String, Tensor> meanViews;
    private final Map<String, Tensor> varianceViews;
    private final Map<String, Tensor> batchMeanViews;
    private final Map<String, Tensor> batchVarianceViews;
    private final Tensor shares; // of a batch's variances in the moving ones
    private int sharesOf;

    /** @param momentum m in moving ← m·moving + (1 − m)·batch */
    MovingStatistics(NetworkShape network, NetworkWeights weights, double momentum, TensorOptions options) {
        this.network = network;
        this.momentum = momentum;
        layers = network.convolutions().stream()
                .filter(ConvolutionLayer::normalised)
                .toList();
        Map<String, List<Integer>> shapes = new LinkedHashMap<>();
        layers.forEach(layer -> shapes.put(layer.name(), List.of(layer.outputs())));
        layout = new FlatParameters(shapes, options);
        means = layout.vector();
        variances = layout.vector();
        batchMeans = layout.vector();
        batchVariances = layout.vector();
        shares = layout.vector();
        Map<String, WeightTensor> givenMeans = new HashMap<>();
        Map<String, WeightTensor> givenVariances = new HashMap<>();
        for (ConvolutionLayer layer : layers) {
            String name = normalisation(layer.name());
            givenMeans.put(layer.name(), weights.tensors().get(runningMean(name)));
            givenVariances.put(layer.name(), weights.tensors().get(runningVariance(name)));
        }
        meanViews = layout.views(means);
        varianceViews = layout.views(variances);
        batchMeanViews = layout.views(batchMeans);
        batchVarianceViews = layout.views(batchVariances);
        layout.put(means, givenMeans);
        layout.put(variances, givenVariances);
    }

    /** The moving mean of each of a layer's channels. */
    Tensor mean(String layer) {
        return meanViews.get(layer);
    }

    /** The moving variance of each of a layer's channels, that of the population. */
    Tensor variance(String layer) {
        return varianceViews.get(layer);
    }

    /** What a normalisation in training is to fill with the batch's means of a layer. */
    Tensor batchMean(String layer) {
        return batchMeanViews.get(layer);
    }

    /** The same with its variances, those of a sample. */
    Tensor batchVariance(String layer) {
        return batchVarianceViews.get(layer);
    }

    /** Before a batch of a size. */
    void expect(int batchSize) {
        if (sharesOf != batchSize) {
            layout.put(shares, shares(batchSize));
            sharesOf = batchSize;
        }
    }

    /** Adds what the expected batch has filled in; without a record of it, within the caller's scope. */
    void update() {
        means.lerp_(batchMeans, new Scalar(1 - momentum));
        variances.mul_(new Scalar(momentum)).addcmul_(batchVariances, shares);
    }

    private Map<String, WeightTensor> shares(int batchSize) {
        Map<String, WeightTensor> named = new HashMap<>();
        int height = network.input().height();
        int width = network.input().width();
        for (ConvolutionLayer layer : layers) {
            height = layer.output(height);
            width = layer.output(width);
            double places = (double) batchSize * height * width;
            // Of a single place there is no sample variance: LibTorch refuses it.
            float share = (float) ((1 - momentum) * (places - 1) / places);
            named.put(layer.name(), WeightTensor.filled(List.of(layer.outputs()), share));
        }
        return named;
    }

    /** Whether all are; within the caller's scope. */
    boolean areFinite() {
        return Tensors.areFinite(means) && Tensors.areFinite(variances);
    }

    Map<String, WeightTensor> copies() {
        Map<String, WeightTensor> copies = new HashMap<>();
        layout.get(means).forEach((layer, tensor) -> copies.put(runningMean(normalisation(layer)), tensor));
        layout.get(variances).forEach((layer, tensor) -> copies.put(runningVariance(normalisation(layer)), tensor));
        return copies;
    }

    @Override
    public void close() {
        List.of(meanViews, varianceViews, batchMeanViews, batchVarianceViews)
                .forEach(views -> views.values().forEach(Tensor::close));
        List.of(means, variances, batchMeans, batchVariances, shares).forEach(Tensor::close);
    }
}
