package cutmix.trainer.libtorch;

import static cutmix.trainer.engine.network.WeightNames.normalization;
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
 * The moving means and variances of the normalizations, with one vector for each kind. LibTorch's moving variances are
 * sample variances, n / (n − 1) times as large as the population variances that the recipes and common weights use. The
 * network therefore returns the statistics of each batch, and this class updates the moving ones.
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
    private final Tensor shares; // weight of a batch's variances in the moving ones
    private int sharesOf;

    /** @param momentum m in moving ← m·moving + (1 − m)·batch */
    MovingStatistics(NetworkShape network, NetworkWeights weights, double momentum, TensorOptions options) {
        this.network = network;
        this.momentum = momentum;
        layers = network.convolutions().stream()
                .filter(ConvolutionLayer::normalized)
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
            String name = normalization(layer.name());
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

    /** Returns the moving mean of each of a layer's channels. */
    Tensor mean(String layer) {
        return meanViews.get(layer);
    }

    /** Returns the moving population variance of each of a layer's channels. */
    Tensor variance(String layer) {
        return varianceViews.get(layer);
    }

    /** Returns the tensor that receives the batch means of a layer during training. */
    Tensor batchMean(String layer) {
        return batchMeanViews.get(layer);
    }

    /** Returns the tensor that receives the batch's sample variances of a layer during training. */
    Tensor batchVariance(String layer) {
        return batchVarianceViews.get(layer);
    }

    /** Prepares for a batch of this size. */
    void expect(int batchSize) {
        if (sharesOf != batchSize) {
            layout.put(shares, shares(batchSize));
            sharesOf = batchSize;
        }
    }

    /** Updates the moving statistics from those of the batch, without gradients and within the caller's scope. */
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
            // A single value has no sample variance, and LibTorch rejects it.
            float share = (float) ((1 - momentum) * (places - 1) / places);
            named.put(layer.name(), WeightTensor.filled(List.of(layer.outputs()), share));
        }
        return named;
    }

    /** Returns whether all statistics are finite; call it within a scope. */
    boolean areFinite() {
        return Tensors.areFinite(means) && Tensors.areFinite(variances);
    }

    Map<String, WeightTensor> copies() {
        Map<String, WeightTensor> copies = new HashMap<>();
        layout.get(means).forEach((layer, tensor) -> copies.put(runningMean(normalization(layer)), tensor));
        layout.get(variances).forEach((layer, tensor) -> copies.put(runningVariance(normalization(layer)), tensor));
        return copies;
    }

    @Override
    public void close() {
        List.of(meanViews, varianceViews, batchMeanViews, batchVarianceViews)
                .forEach(views -> views.values().forEach(Tensor::close));
        List.of(means, variances, batchMeans, batchVariances, shares).forEach(Tensor::close);
    }
}
