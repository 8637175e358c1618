package cutmix.trainer.dl4j;

import cutmix.trainer.engine.Batch;
import cutmix.trainer.engine.StepResult;
import cutmix.trainer.engine.TrainingSetup;
import cutmix.trainer.engine.library.EngineDescription;
import cutmix.trainer.engine.network.NetworkInput;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Computes a network layer by layer, with Deeplearning4j's own layers. */
final class LayerPass implements NetworkPass {

    private final ComputationGraph graph;
    private final TrainingSetup setup;
    private final NetworkInput input;
    private final float[][] scale; // by channel and byte
    private final EngineDescription description;
    private final CorrectPredictions correct = new CorrectPredictions();

    LayerPass(ComputationGraph graph, TrainingSetup setup, EngineDescription description) {
        this.graph = graph;
        this.setup = setup;
        this.input = setup.network().input();
        this.scale = setup.pixels().table();
        this.description = description;
        graph.setListeners(correct);
    }

    @Override
    public EngineDescription describe() {
        return description;
    }

    @Override
    public StepResult fit(Batch batch) {
        correct.expect(batch);
        if (setup.recipe().optimizer().isScheduled()) {
            graph.setLearningRate(setup.learningRate(graph.getIterationCount()));
        }
        try (INDArray pixels = scaled(batch.pixels(), batch.size());
                INDArray labels = labels(batch)) {
            graph.fit(new INDArray[] {pixels}, new INDArray[] {labels});
        }
        return new StepResult(graph.score(), correct.count(), batch.size());
    }

    @Override
    public float[] probabilities(byte[] pixels, int size) {
        try (INDArray scaled = scaled(pixels, size);
                INDArray output = graph.outputSingle(scaled)) {
            return output.dup('c').data().asFloat();
        }
    }

    @Override
    public void close() {
        graph.setListeners();
    }

    private INDArray scaled(byte[] pixels, int size) {
        float[] scaled = new float[pixels.length];
        for (int i = 0; i < scaled.length; i++) {
            scaled[i] = scale[i % input.channels()][pixels[i] & 0xFF];
        }
        return Nd4j.createFromArray(scaled).reshape('c', size, input.height(), input.width(), input.channels());
    }

    private INDArray labels(Batch batch) {
        return Nd4j.createFromArray(batch.softLabels()).reshape('c', batch.size(), input.classes());
    }
}
