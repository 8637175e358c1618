package cutmix.trainer.dl4j;

import cutmix.trainer.engine.Batch;
import cutmix.trainer.engine.EngineDescription;
import cutmix.trainer.engine.NetworkInput;
import cutmix.trainer.engine.StepResult;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Layer after layer, as Deeplearning4j does it. */
final class LayerPass implements NetworkPass {

    private final ComputationGraph graph;
    private final NetworkInput input;
    private final EngineDescription description;
    private final Hits hits = new Hits();

    LayerPass(ComputationGraph graph, NetworkInput input, EngineDescription description) {
        this.graph = graph;
        this.input = input;
        this.description = description;
        graph.setListeners(hits);
    }

    @Override
    public EngineDescription describe() {
        return description;
    }

    @Override
    public StepResult fit(Batch batch) {
        hits.expect(batch);
        try (INDArray pixels = pixels(batch);
                INDArray labels = labels(batch)) {
            graph.fit(new INDArray[] {pixels}, new INDArray[] {labels});
        }
        return new StepResult(graph.score(), hits.count(), batch.size());
    }

    @Override
    public StepResult evaluate(Batch batch) {
        try (INDArray pixels = pixels(batch);
                INDArray output = graph.outputSingle(pixels)) {
            float[] probabilities = output.dup('c').data().asFloat();
            double loss = CrossEntropy.mean(probabilities, batch.softLabels(), batch.size());
            return new StepResult(loss, Hits.of(probabilities, batch), batch.size());
        }
    }

    @Override
    public void close() {
        graph.setListeners();
    }

    private INDArray pixels(Batch batch) {
        float[] scaled = new float[batch.pixels().length];
        for (int i = 0; i < scaled.length; i++) {
            scaled[i] = (batch.pixels()[i] & 0xFF) / 255f;
        }
        return Nd4j.createFromArray(scaled).reshape('c', batch.size(), input.height(), input.width(), input.channels());
    }

    private INDArray labels(Batch batch) {
        return Nd4j.createFromArray(batch.softLabels()).reshape('c', batch.size(), input.classes());
    }
}
