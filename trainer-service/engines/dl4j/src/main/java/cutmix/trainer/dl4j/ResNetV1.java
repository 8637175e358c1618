package cutmix.trainer.dl4j;

import cutmix.trainer.engine.Optimizer;
import cutmix.trainer.engine.Recipe;
import cutmix.trainer.engine.TrainingSetup;
import cutmix.trainer.engine.network.NetworkInput;
import cutmix.trainer.engine.network.NetworkShape;
import cutmix.trainer.engine.network.ResidualBlock;
import java.util.Set;
import org.deeplearning4j.nn.conf.CNN2DFormat;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.ConvolutionMode;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.graph.ElementWiseVertex;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.ActivationLayer;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.GlobalPoolingLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.PoolingType;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.learning.config.Nesterovs;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/**
 * ResNet v1 for small images as in the Keras example "CutMix data augmentation for image classification": three stacks
 * of residual blocks with 16, 32 and 64 channels, where the second and third start with stride 2 and a 1 × 1 projection
 * without normalization, then global average pooling and a softmax layer. The data format is channels-last, which
 * oneDNN prefers. On GPUs, the layers transpose the data before each convolution; the copy is cheap compared with
 * im2col. The format is part of a saved network, so each build reads the networks of the other.
 */
final class ResNetV1 {

    /** The vertex whose output, of shape {@code (batch, 64)}, is the input of the softmax layer. */
    static final String FEATURES = "features";

    /** The kernel of the first convolution, of shape {@code (out, in, height, width)}. */
    static final String FIRST_KERNEL = NetworkShape.STEM + "-conv_W";

    /** The name of the softmax layer. */
    static final String CLASSES = "classes";

    private static final String SUM = "-sum";
    /**
     * Greater than any useful network, and small enough to compare a saved network with the description of this size.
     */
    private static final long MOST_BLOCKS = 1_000;

    private static final CNN2DFormat FORMAT = CNN2DFormat.NHWC;

    private final NetworkShape shape;
    private final Recipe recipe;
    private final ComputationGraphConfiguration.GraphBuilder graph;

    private ResNetV1(TrainingSetup setup) {
        this.shape = setup.network();
        this.recipe = setup.recipe();
        this.graph = new NeuralNetConfiguration.Builder()
                .updater(updater(setup))
                .graphBuilder()
                .addInputs("pixels")
                .setInputTypes(InputType.convolutional(
                        shape.input().height(),
                        shape.input().width(),
                        shape.input().channels(),
                        FORMAT));
    }

    private static IUpdater updater(TrainingSetup setup) {
        if (setup.recipe().optimizer() instanceof Optimizer.Nesterov nesterov) {
            return Nesterovs.builder()
                    .learningRate(setup.learningRate(0)) // the rate of the first step; later steps set their own
                    .momentum(nesterov.momentum())
                    .build();
        }
        Optimizer.Adam adam = (Optimizer.Adam) setup.recipe().optimizer();
        return Adam.builder()
                .learningRate(adam.learningRate())
                .beta1(Optimizer.Adam.BETA1)
                .beta2(Optimizer.Adam.BETA2)
                .epsilon(adam.epsilon())
                .build();
    }

    /** Returns the name of a convolution in the graph. */
    static String convolutionLayer(String name) {
        return name + "-conv";
    }

    /** Returns the name of a normalization in the graph. */
    static String normalizationLayer(String name) {
        return name + "-norm";
    }

    static ComputationGraphConfiguration configuration(TrainingSetup setup) {
        return new ResNetV1(setup).build();
    }

    /**
     * Returns the shape of a network that {@link #configuration} describes.
     *
     * @param layers names of the layers
     * @throws IllegalArgumentException if the network is of another kind
     */
    static NetworkShape shapeOf(Set<String> layers, NetworkInput input) {
        long sums = layers.stream().filter(name -> name.endsWith(SUM)).count();
        if (sums > 0 && sums <= MOST_BLOCKS && sums % 3 == 0) {
            NetworkShape shape = new NetworkShape(Math.toIntExact(2 * sums + 2), input); // two layers in each block
            TrainingSetup any = TrainingSetup.finished(shape, Recipe.KERAS);
            if (configuration(any).getVertices().keySet().equals(layers)) {
                return shape;
            }
        }
        throw new IllegalArgumentException("its layers are not those of a ResNet v1");
    }

    private ComputationGraphConfiguration build() {
        String stem = NetworkShape.STEM;
        String x = relu(stem, normalize(stem, convolution(stem, "pixels", NetworkShape.STEM_CHANNELS, 3, 1)));
        for (ResidualBlock block : shape.residualBlocks()) {
            x = residualBlock(block, x);
        }
        graph.addLayer(FEATURES, new GlobalPoolingLayer.Builder(PoolingType.AVG).build(), x);
        graph.addLayer(
                CLASSES,
                new OutputLayer.Builder(LossFunction.MCXENT)
                        .nOut(shape.input().classes())
                        .activation(Activation.SOFTMAX)
                        .build(),
                FEATURES);
        return graph.setOutputs(CLASSES).build();
    }

    private String residualBlock(ResidualBlock block, String input) {
        int channels = block.channels();
        String first = block.first();
        String second = block.second();
        String x = relu(first, normalize(first, convolution(first, input, channels, 3, block.stride())));
        x = normalize(second, convolution(second, x, channels, 3, 1));
        String shortcut = block.halves() ? convolution(block.shortcut(), input, channels, 1, block.stride()) : input;
        String sum = block.name() + SUM;
        graph.addVertex(sum, new ElementWiseVertex(ElementWiseVertex.Op.Add), shortcut, x);
        return relu(block.name(), sum);
    }

    private String convolution(String name, String input, int channels, int kernel, int stride) {
        String layer = convolutionLayer(name);
        graph.addLayer(
                layer,
                new ConvolutionLayer.Builder(kernel, kernel)
                        .stride(stride, stride)
                        .nOut(channels)
                        .convolutionMode(ConvolutionMode.Same)
                        .dataFormat(FORMAT)
                        .activation(Activation.IDENTITY)
                        // Deeplearning4j's l2(c) adds c·w to the gradient; the gradient of the recipe's c·‖w‖² is 2c·w.
                        .l2(2 * recipe.kernelL2())
                        .build(),
                input);
        return layer;
    }

    private String normalize(String name, String input) {
        String layer = normalizationLayer(name);
        graph.addLayer(
                layer,
                new BatchNormalization.Builder()
                        .decay(recipe.normMomentum())
                        .eps(recipe.normEpsilon())
                        .useLogStd(false)
                        .dataFormat(FORMAT)
                        .build(),
                input);
        return layer;
    }

    private String relu(String name, String input) {
        String layer = name + "-relu";
        graph.addLayer(layer, new ActivationLayer(Activation.RELU), input);
        return layer;
    }
}
