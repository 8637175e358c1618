package cutmix.trainer.dl4j;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import cutmix.trainer.engine.archive.ZipSequence;
import cutmix.trainer.engine.network.NetworkInput;
import cutmix.trainer.engine.network.NetworkShape;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashSet;
import java.util.Set;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * A graph written by Deeplearning4j's {@code ModelSerializer}. This class does not use it for reading, because it would
 * create Java objects of any class that the file names, and arrays of any length. From the configuration, it reads only
 * the names of the layers, the sizes of the first and last layer, and the number of iterations; the setup determines
 * everything else.
 */
final class SavedGraph {

    private static final String CONFIGURATION = "configuration.json";
    private static final String COEFFICIENTS = "coefficients.bin";
    private static final String UPDATER = "updaterState.bin";
    /** Limit on the JSON, which has about 6 kB for each layer. */
    private static final int LONGEST_CONFIGURATION = 16 << 20;

    private static final ObjectMapper JSON = new ObjectMapper();

    private final ZipSequence entries;
    private final JsonNode configuration;

    /** @throws IOException if the stream is not such a file */
    SavedGraph(InputStream in) throws IOException {
        entries = new ZipSequence(in);
        try {
            configuration = JSON.readTree(entries.read(CONFIGURATION, LONGEST_CONFIGURATION));
        } catch (JsonProcessingException e) {
            throw new IOException(CONFIGURATION + " in it is damaged: " + e.getOriginalMessage(), e);
        }
    }

    /**
     * Returns the network for images of this size.
     *
     * @throws IllegalArgumentException if it is not a ResNet v1
     */
    NetworkShape network(int height, int width) {
        Set<String> layers = new HashSet<>();
        configuration.path("vertices").fieldNames().forEachRemaining(layers::add);
        int channels = layer(NetworkShape.STEM + "-conv").path("nin").asInt();
        int classes = layer(ResNetV1.CLASSES).path("nout").asInt();
        if (channels < 1 || classes < 2) {
            throw new IllegalArgumentException("its layers are not those of a ResNet v1");
        }
        return ResNetV1.shapeOf(layers, new NetworkInput(height, width, channels, classes));
    }

    private JsonNode layer(String name) {
        return configuration.path("vertices").path(name).path("layerConf").path("layer");
    }

    /**
     * Restores the saved values into a newly created graph of that network.
     *
     * @throws IOException if the stream is incomplete, or its values do not match the graph
     */
    void restoreInto(ComputationGraph graph) throws IOException {
        int iterations = iterations();
        put(COEFFICIENTS, graph.params());
        put(UPDATER, graph.getUpdater().getStateViewArray());
        graph.getConfiguration().setIterationCount(iterations);
    }

    private int iterations() throws IOException {
        JsonNode iterations = configuration.path("iterationCount");
        if (!iterations.isIntegralNumber() || !iterations.canConvertToInt() || iterations.intValue() < 0) {
            throw new IOException("it does not say how many steps it was trained");
        }
        return iterations.intValue();
    }

    private void put(String entry, INDArray vector) throws IOException {
        float[] values = SavedVector.read(entries.next(entry), Math.toIntExact(vector.length()), entry);
        vector.assign(Nd4j.createFromArray(values).reshape(vector.shape()));
    }
}
