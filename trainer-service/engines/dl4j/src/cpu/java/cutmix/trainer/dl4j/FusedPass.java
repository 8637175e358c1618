package cutmix.trainer.dl4j;

import cutmix.trainer.engine.Batch;
import cutmix.trainer.engine.StepResult;
import cutmix.trainer.engine.TrainingSetup;
import cutmix.trainer.engine.library.EngineDescription;
import cutmix.trainer.engine.network.NetworkShape;
import cutmix.trainer.engine.network.PixelScale;
import cutmix.trainer.onednn.InferenceNetwork;
import cutmix.trainer.onednn.Normalization;
import cutmix.trainer.onednn.OneDnn;
import cutmix.trainer.onednn.TrainingNetwork;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.bytedeco.javacpp.FloatPointer;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Computes the whole network as one sequence of oneDNN primitives, which read Deeplearning4j's parameters and write its
 * gradients, and performs the optimizer's step in one pass.
 */
final class FusedPass implements NetworkPass {

    /** Number of images in one evaluation; their activations fit into the processor's caches. */
    private static final int EVALUATED_AT_ONCE = 25;

    /** All batches have the same size except the last one of an epoch. */
    private static final int SIZES_KEPT = 2;

    private final NetworkShape shape;
    private final PixelScale pixels;
    private final Normalization normalization;
    private final GraphParameters parameters;
    private final UpdaterStep updater;
    private final SoftmaxLayer softmax;
    private final InferenceNetwork inference;
    private final Map<Integer, TrainingNetwork> training = new LinkedHashMap<>(SIZES_KEPT, 0.75f, true);

    private FusedPass(ComputationGraph graph, TrainingSetup setup, Normalization normalization) {
        this.shape = setup.network();
        this.pixels = setup.pixels();
        this.normalization = normalization;
        this.parameters = new GraphParameters(graph);
        this.updater = UpdaterStep.of(graph, parameters, setup);
        this.softmax = new SoftmaxLayer(parameters);
        this.inference = new InferenceNetwork(shape, pixels, normalization, parameters, EVALUATED_AT_ONCE);
    }

    /**
     * Creates the pass for a network that {@link ResNetV1} describes.
     *
     * @throws LinkageError if oneDNN cannot be loaded on this machine
     */
    static FusedPass of(ComputationGraph graph, TrainingSetup setup) {
        BatchNormalization stem = (BatchNormalization)
                graph.getLayer(NetworkShape.STEM + "-norm").conf().getLayer();
        return new FusedPass(graph, setup, new Normalization(stem.getDecay(), stem.getEps()));
    }

    @Override
    public EngineDescription describe() {
        String line = "Deeplearning4j on ND4J CPU, threads: "
                + Nd4j.getEnvironment().maxThreads() + ", fused step on oneDNN " + OneDnn.version();
        return new EngineDescription(line, EngineDescription.CPU, Optional.empty());
    }

    @Override
    public StepResult fit(Batch batch) {
        TrainingNetwork network = networkFor(batch.size());
        float[] features = floats(network.forward(batch.pixels()), batch.size());
        float[] probabilities = softmax.probabilities(features);
        network.featureGradients().put(softmax.gradients(features, probabilities, batch.softLabels()));
        network.backward();
        double loss = CrossEntropy.mean(probabilities, batch.softLabels(), batch.size()) + updater.run(batch.size());
        return new StepResult(loss, CorrectPredictions.of(probabilities, batch), batch.size());
    }

    private TrainingNetwork networkFor(int batchSize) {
        TrainingNetwork network = training.get(batchSize);
        if (network == null) {
            if (training.size() == SIZES_KEPT) {
                training.remove(training.keySet().iterator().next()).close();
            }
            network = new TrainingNetwork(shape, pixels, normalization, parameters, batchSize);
            training.put(batchSize, network);
        }
        return network;
    }

    @Override
    public float[] probabilities(byte[] pixels, int size) {
        inference.takeParameters();
        int classes = shape.input().classes();
        float[] probabilities = new float[size * classes];
        for (int first = 0; first < size; first += EVALUATED_AT_ONCE) {
            int count = Math.min(EVALUATED_AT_ONCE, size - first);
            float[] rows = softmax.probabilities(floats(inference.features(pixels, first, count), count));
            System.arraycopy(rows, 0, probabilities, first * classes, rows.length);
        }
        return probabilities;
    }

    private float[] floats(FloatPointer features, int samples) {
        float[] values = new float[samples * shape.features()];
        features.get(values);
        return values;
    }

    @Override
    public void close() {
        training.values().forEach(TrainingNetwork::close);
        inference.close();
    }
}
