package cutmix.trainer.engine.network;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Names of the tensors of a network. A convolution and its normalization, for example {@code stem}, have
 * <ul>
 * <li>{@code stem.conv.weight}, of shape {@code (out, in, height, width)}, and {@code stem.conv.bias};
 * <li>{@code stem.norm.weight} (γ), {@code stem.norm.bias} (β), {@code stem.norm.running_mean} and {@code
 * stem.norm.running_var} (of the population), each of shape {@code (out)}.
 * </ul>
 * The last layer has {@code classes.weight}, of shape {@code (classes, features)}, and {@code classes.bias}.
 */
public final class WeightNames {

    /** The name of the last layer. */
    public static final String CLASSES = "classes";

    private static final String WEIGHT = ".weight";
    private static final String BIAS = ".bias";
    private static final String RUNNING_MEAN = ".running_mean";
    private static final String RUNNING_VARIANCE = ".running_var";

    private WeightNames() {}

    /** Returns the name of a layer's convolution. */
    public static String convolution(String layer) {
        return layer + ".conv";
    }

    /** Returns the name of a layer's normalization. */
    public static String normalization(String layer) {
        return layer + ".norm";
    }

    public static String weight(String part) {
        return part + WEIGHT;
    }

    public static String bias(String part) {
        return part + BIAS;
    }

    public static String runningMean(String normalization) {
        return normalization + RUNNING_MEAN;
    }

    public static String runningVariance(String normalization) {
        return normalization + RUNNING_VARIANCE;
    }

    /** Returns whether a tensor is a moving statistic, which no optimizer trains. */
    public static boolean isStatistic(String name) {
        return name.endsWith(RUNNING_MEAN) || name.endsWith(RUNNING_VARIANCE);
    }

    /** Returns the shapes of a network's tensors by name, in the order of its layers. */
    static Map<String, List<Integer>> shapes(NetworkShape network) {
        Map<String, List<Integer>> shapes = new LinkedHashMap<>();
        for (ConvolutionLayer layer : network.convolutions()) {
            List<Integer> outputs = List.of(layer.outputs());
            String convolution = convolution(layer.name());
            shapes.put(weight(convolution), List.of(layer.outputs(), layer.inputs(), layer.kernel(), layer.kernel()));
            shapes.put(bias(convolution), outputs);
            if (layer.normalized()) {
                String normalization = normalization(layer.name());
                shapes.put(weight(normalization), outputs);
                shapes.put(bias(normalization), outputs);
                shapes.put(runningMean(normalization), outputs);
                shapes.put(runningVariance(normalization), outputs);
            }
        }
        shapes.put(weight(CLASSES), List.of(network.input().classes(), network.features()));
        shapes.put(bias(CLASSES), List.of(network.input().classes()));
        return shapes;
    }
}
