package cutmix.trainer.dl4j;

import cutmix.schemas.UserException;
import cutmix.trainer.engine.Batch;
import cutmix.trainer.engine.Engine;
import cutmix.trainer.engine.EngineDescription;
import cutmix.trainer.engine.HeNormal;
import cutmix.trainer.engine.NetworkInput;
import cutmix.trainer.engine.NetworkShape;
import cutmix.trainer.engine.Predictions;
import cutmix.trainer.engine.Recipe;
import cutmix.trainer.engine.StepResult;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.deeplearning4j.config.DL4JSystemProperties;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.params.BatchNormalizationParamInitializer;
import org.deeplearning4j.util.ModelSerializer;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Deeplearning4j on the back end of ND4J that this build has: the CPU, or NVIDIA GPUs. */
public final class Dl4jEngine implements Engine {

    private final ComputationGraph graph;
    private final NetworkPass pass;

    private Dl4jEngine(Backend backend, ComputationGraph graph, NetworkShape shape, Execution execution) {
        this.graph = graph;
        this.pass = backend.pass(graph, shape, execution);
    }

    /**
     * Makes sure that this machine can run the engine, before time is spent on anything else.
     *
     * @throws UserException if the build is for GPUs and none is here that it can use
     */
    public static void requireDevice() {
        ready();
    }

    /**
     * A network without weights; {@link #initialise} comes next.
     *
     * @throws UserException as {@link #requireDevice} does
     */
    public static Dl4jEngine create(NetworkShape shape, Recipe recipe, Execution execution) {
        Backend backend = ready();
        ComputationGraph graph = new ComputationGraph(ResNetV1.configuration(shape, recipe));
        graph.init();
        return new Dl4jEngine(backend, graph, shape, execution);
    }

    /**
     * A network that {@link #save} has written, with its optimizer.
     *
     * @throws UserException if the file is no such network, or does not fit the images and classes, and as {@link
     *     #requireDevice} does
     */
    public static Dl4jEngine restore(Path file, NetworkInput input, Execution execution) {
        try (InputStream in = Files.newInputStream(file)) {
            return restore(in, file, input, execution);
        } catch (IOException e) {
            throw new UserException(file + " is not a network that train has written: " + e.getMessage(), e);
        }
    }

    /**
     * The same from a stream.
     *
     * @param file for messages: where the stream comes from
     */
    public static Dl4jEngine restore(InputStream in, Path file, NetworkInput input, Execution execution) {
        Backend backend = ready();
        ComputationGraph graph;
        NetworkShape shape;
        long channels;
        long classes;
        try {
            graph = ModelSerializer.restoreComputationGraph(in, true);
            shape = ResNetV1.shapeOf(graph.getConfiguration(), input);
            channels = graph.getParam(ResNetV1.FIRST_KERNEL).size(1);
            classes = graph.getParam(ResNetV1.CLASSES + "_b").length();
        } catch (IOException | RuntimeException e) {
            throw new UserException(file + " is not a network that train has written: " + e.getMessage(), e);
        }
        if (channels != input.channels() || classes != input.classes()) {
            throw new UserException(file + " takes images of " + channels + " channels in " + classes
                    + " classes, but the dataset has " + input.channels() + " channels and " + input.classes()
                    + " classes: choose another --model");
        }
        return new Dl4jEngine(backend, graph, shape, execution);
    }

    private static Backend ready() {
        // Out of memory, the library would write a report of its own beside the models.
        System.setProperty(DL4JSystemProperties.CRASH_DUMP_ENABLED_PROPERTY, "false");
        return Backend.ready();
    }

    @Override
    public EngineDescription describe() {
        return pass.describe();
    }

    @Override
    public void initialise(long seed) {
        int ordinal = 0;
        for (Layer layer : graph.getLayers()) {
            if (layer.paramTable().containsKey("W")) {
                initialise(layer.paramTable(), seed, ordinal++);
            } else if (layer.type() == Layer.Type.NORMALIZATION) {
                initialiseNormalisation(layer.paramTable());
            }
        }
        graph.getUpdater().getStateViewArray().assign(0);
        graph.getConfiguration().setIterationCount(0);
    }

    private static void initialiseNormalisation(Map<String, INDArray> parameters) {
        parameters.get(BatchNormalizationParamInitializer.GAMMA).assign(1);
        parameters.get(BatchNormalizationParamInitializer.BETA).assign(0);
        parameters.get(BatchNormalizationParamInitializer.GLOBAL_MEAN).assign(0);
        parameters.get(BatchNormalizationParamInitializer.GLOBAL_VAR).assign(1);
    }

    private static void initialise(Map<String, INDArray> parameters, long seed, int ordinal) {
        INDArray kernel = parameters.get("W");
        // convolution: (out, in, height, width); dense: (in, out)
        long fanIn = kernel.rank() == 4 ? kernel.length() / kernel.size(0) : kernel.size(0);
        float[] drawn = HeNormal.draw(seed, ordinal, Math.toIntExact(fanIn), Math.toIntExact(kernel.length()));
        kernel.assign(Nd4j.createFromArray(drawn).reshape('c', kernel.shape()));
        parameters.get("b").assign(0);
    }

    @Override
    public StepResult fit(Batch batch) {
        return pass.fit(batch);
    }

    @Override
    public Predictions evaluate(Batch batch) {
        float[] probabilities = pass.probabilities(batch.pixels(), batch.size());
        double crossEntropy = CrossEntropy.mean(probabilities, batch.softLabels(), batch.size());
        return Predictions.of(crossEntropy + graph.calcRegularizationScore(true), probabilities, batch);
    }

    @Override
    public float[] probabilities(byte[] pixels, int images) {
        return pass.probabilities(pixels, images);
    }

    @Override
    public double learningRate() {
        return graph.getLearningRate(ResNetV1.CLASSES);
    }

    @Override
    public float[] weights() {
        return graph.params().dup('c').data().asFloat();
    }

    @Override
    public void save(OutputStream out) throws IOException {
        ModelSerializer.writeModel(graph, out, true);
    }

    @Override
    public void close() {
        pass.close();
        graph.close();
    }
}
