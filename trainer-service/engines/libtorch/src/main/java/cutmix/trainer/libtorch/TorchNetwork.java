package cutmix.trainer.libtorch;

import static cutmix.trainer.engine.network.WeightNames.bias;
import static cutmix.trainer.engine.network.WeightNames.convolution;
import static cutmix.trainer.engine.network.WeightNames.normalization;
import static cutmix.trainer.engine.network.WeightNames.weight;

import cutmix.trainer.engine.network.ConvolutionLayer;
import cutmix.trainer.engine.network.NetworkShape;
import cutmix.trainer.engine.network.ResidualBlock;
import cutmix.trainer.engine.network.WeightNames;
import cutmix.trainer.libtorch.tensor.TrainedParameters;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.ScalarTypeOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;

/** Computes scores from images. All tensors that it creates belong to the caller's scope. */
final class TorchNetwork {

    private final List<ResidualBlock> blocks;
    private final Map<String, ConvolutionLayer> layers;
    private final TrainedParameters parameters;
    private final MovingStatistics statistics;
    private final double epsilon;

    /** @param epsilon added to the variance in the normalization */
    TorchNetwork(NetworkShape shape, TrainedParameters parameters, MovingStatistics statistics, double epsilon) {
        this.blocks = shape.residualBlocks();
        this.parameters = parameters;
        this.statistics = statistics;
        this.epsilon = epsilon;
        this.layers =
                shape.convolutions().stream().collect(Collectors.toMap(ConvolutionLayer::name, Function.identity()));
    }

    /**
     * Computes the scores of the classes; their softmax is the probabilities.
     *
     * @param images values of shape {@code (batch, channels, height, width)}; convolutions and activations have their
     *     type
     * @param training whether the normalization uses the statistics of the batch, and stores them for the moving ones
     * @return floats of shape {@code (batch, classes)}
     */
    Tensor scores(Tensor images, boolean training) {
        Tensor x = torch.relu_(normalized(NetworkShape.STEM, images, training));
        for (ResidualBlock block : blocks) {
            Tensor inner = torch.relu_(normalized(block.first(), x, training));
            inner = normalized(block.second(), inner, training);
            Tensor shortcut = block.halves() ? convolved(block.shortcut(), x) : x;
            x = torch.relu_(inner.add_(shortcut));
        }
        Tensor features = x.mean(new long[] {2, 3}, false, new ScalarTypeOptional(ScalarType.Float));
        return torch.linear(
                features, parameters.tensor(weight(WeightNames.CLASSES)), optional(bias(WeightNames.CLASSES)));
    }

    private Tensor normalized(String layer, Tensor x, boolean training) {
        if (!training) {
            return foldedConvolution(layer, x);
        }
        String name = normalization(layer);
        return torch.batch_norm(
                convolved(layer, x),
                optional(weight(name)),
                optional(bias(name)),
                new TensorOptional(statistics.batchMean(layer)),
                new TensorOptional(statistics.batchVariance(layer)),
                true,
                1, // Stores only the statistics of the batch.
                epsilon,
                true);
    }

    /** The normalization with moving statistics is linear, so it is merged into the convolution at no cost. */
    private Tensor foldedConvolution(String layer, Tensor x) {
        String name = normalization(layer);
        Tensor scale =
                statistics.variance(layer).add(new Scalar(epsilon)).rsqrt_().mul_(parameters.tensor(weight(name)));
        Tensor shift = parameters
                .tensor(bias(convolution(layer)))
                .sub(statistics.mean(layer))
                .mul_(scale)
                .add_(parameters.tensor(bias(name)));
        Tensor kernel = parameters.tensor(weight(convolution(layer))).mul(scale.view(-1, 1, 1, 1));
        return convolved(layers.get(layer), x, kernel, shift);
    }

    private Tensor convolved(String name, Tensor x) {
        return convolved(
                layers.get(name),
                x,
                parameters.tensor(weight(convolution(name))),
                parameters.tensor(bias(convolution(name))));
    }

    private static Tensor convolved(ConvolutionLayer layer, Tensor x, Tensor kernel, Tensor bias) {
        int vertical = layer.padding(Math.toIntExact(x.size(2)));
        int horizontal = layer.padding(Math.toIntExact(x.size(3)));
        long[] padding = {vertical / 2, horizontal / 2};
        if (vertical % 2 != 0 || horizontal % 2 != 0) {
            // LibTorch pads both sides equally.
            x = torch.constant_pad_nd(
                    x,
                    new long[] {horizontal / 2, horizontal - horizontal / 2, vertical / 2, vertical - vertical / 2},
                    new Scalar(0f));
            padding = new long[] {0, 0};
        }
        return torch.conv2d(
                x,
                kernel.to(x.scalar_type()),
                new TensorOptional(bias.to(x.scalar_type())),
                new long[] {layer.stride(), layer.stride()},
                padding,
                new long[] {1, 1},
                1);
    }

    private TensorOptional optional(String name) {
        return new TensorOptional(parameters.tensor(name));
    }
}
