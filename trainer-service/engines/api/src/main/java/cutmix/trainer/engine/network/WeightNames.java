package cutmix.trainer.engine.network;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What the tensors of a network's weights are called. Of a convolution and its normalisation, {@code stem} for instance, there are
 *
 * <ul>
 *   <li>{@code stem.conv.weight}, // (out, in, height, width), and {@code stem.conv.bias};
 *   <li>{@code stem.norm.weight} (γ), {@code stem.norm.bias} (β), {@code stem.norm.running_mean} and {@code
 *       stem.norm.running_var} (of the population), each // (out);
 * </ul>
 *
 * and of the last layer {@code classes.weight}, // (classes, features), and {@code classes.bias}.
 */
public final class WeightNames {

    /** The last layer. */
    public static final String CLASSES = "classes";

    private static final String WEIGHT = ".weight";
    private static final String BIAS = ".bias";
    private static final String RUNNING_MEAN = ".running_mean";
    private static final String RUNNING_VARIANCE = ".running_var";

    private WeightNames() {}

    /** The convolution of a layer. */
    public static String convolution(String layer) {
        return layer + ".conv";
    }

    /** The normalisation of a layer. */
    public static String normalisation(String layer) {
        return layer + ".norm";
    }

    public static String weight(String part) {
        return part + WEIGHT;
    }

    public static String bias(String part) {
        return part + BIAS;
    }

    public static String runningMean(String normalisation) {
        return normalisation + RUNNING_MEAN;
    }

    public static String runningVariance(String normalisation) {
        return normalisation + RUNNING_VARIANCE;
    }

    /** Whether a tensor is a moving statistic, which no optimizer trains. */
    public static boolean isStatistic(String name) {
        return name.endsWith(RUNNING_MEAN) || name.endsWith(RUNNING_VARIANCE);
    }

    /** The shapes of a network's tensors by their names, in the order of its layers. */
    static Map<String, List<Integer>> shapes(NetworkShape network) {
        Map<String, List<Integer>> shapes = new LinkedHashMap<>();
        for (ConvolutionLayer layer : network.convolutions()) {
            List<Integer> outputs = List.of(layer.outputs());
            String convolution = convolution(layer.name());
            shapes.put(weight(convolution), List.of(layer.outputs(), layer.inputs(), layer.kernel(), layer.kernel()));
            shapes.put(bias(convolution), outputs);
            if (layer.normalised()) {
                String normalisation = normalisation(layer.name());
                shapes.put(weight(normalisation), outputs);
                shapes.put(bias(normalisation), outputs);
                shapes.put(runningMean(normalisation), outputs);
                shapes.put(runningVariance(normalisation), outputs);
            }
        }
        shapes.put(weight(CLASSES), List.of(network.input().classes(), network.features()));
        shapes.put(bias(CLASSES), List.of(network.input().classes()));
        return shapes;
    }
}
