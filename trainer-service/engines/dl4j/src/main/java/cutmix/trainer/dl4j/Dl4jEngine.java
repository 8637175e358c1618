package cutmix.trainer.dl4j;

import cutmix.schemas.failure.UserException;
import cutmix.schemas.text.Printable;
import cutmix.trainer.engine.Batch;
import cutmix.trainer.engine.Engine;
import cutmix.trainer.engine.Predictions;
import cutmix.trainer.engine.StepResult;
import cutmix.trainer.engine.TrainingSetup;
import cutmix.trainer.engine.library.EngineDescription;
import cutmix.trainer.engine.network.NetworkInput;
import cutmix.trainer.engine.network.NetworkShape;
import cutmix.trainer.engine.network.NetworkWeights;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.util.ModelSerializer;
import org.nd4j.linalg.api.ndarray.INDArray;

/** A network computed by Deeplearning4j on the ND4J back end of this build: the CPU, or NVIDIA GPUs. */
final class Dl4jEngine implements Engine {

    private final TrainingSetup setup;
    private final ComputationGraph graph;
    private final GraphWeights weights;
    private final NetworkPass pass;

    private Dl4jEngine(Backend.Passes passes, ComputationGraph graph, TrainingSetup setup, Execution execution) {
        this.setup = setup;
        this.graph = graph;
        this.weights = new GraphWeights(graph, setup.network());
        this.pass = passes.of(graph, setup, execution);
    }

    /** Creates a network and its optimizer. */
    static Dl4jEngine create(Backend.Passes passes, TrainingSetup setup, NetworkWeights weights, Execution execution) {
        ComputationGraph graph = new ComputationGraph(ResNetV1.configuration(setup));
        graph.init();
        new GraphWeights(graph, setup.network()).put(weights);
        graph.getUpdater().getStateViewArray().assign(0);
        return new Dl4jEngine(passes, graph, setup, execution);
    }

    /** Restores a network as {@link Dl4j#restore} does. */
    static Dl4jEngine restore(
            Backend.Passes passes, InputStream in, Path file, TrainingSetup setup, Execution execution) {
        NetworkInput input = setup.network().input();
        try {
            SavedGraph saved = new SavedGraph(in);
            NetworkShape shape = saved.network(input.height(), input.width());
            if (!shape.input().equals(input)) {
                throw new UserException(file + input.differenceFrom(shape.input()) + ": choose another --model");
            }
            TrainingSetup found = setup.of(shape);
            ComputationGraph graph = new ComputationGraph(ResNetV1.configuration(found));
            graph.init();
            saved.restoreInto(graph);
            return new Dl4jEngine(passes, graph, found, execution);
        } catch (UserException e) {
            throw e;
        } catch (IOException | RuntimeException e) {
            throw new UserException(
                    file + " is not a network that train has written: " + Printable.of(e.getMessage())
                            + "; remove it to resume from an earlier checkpoint, or start again with --fresh",
                    e);
        }
    }

    @Override
    public EngineDescription describe() {
        return pass.describe();
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
        return setup.learningRate(graph.getIterationCount());
    }

    @Override
    public NetworkWeights weights() {
        return weights.get();
    }

    @Override
    public boolean isFinite() {
        return areFinite(graph.params()) && areFinite(graph.getUpdater().getStateViewArray());
    }

    private static boolean areFinite(INDArray vector) {
        for (float value : vector.dup().data().asFloat()) {
            if (!Float.isFinite(value)) {
                return false;
            }
        }
        return true;
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
