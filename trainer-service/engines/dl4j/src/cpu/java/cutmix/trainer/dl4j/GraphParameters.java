package cutmix.trainer.dl4j;

import cutmix.trainer.onednn.Parameters;
import org.bytedeco.javacpp.FloatPointer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.api.ndarray.INDArray;

/** The parameters and gradients of a graph in Deeplearning4j's own memory: one vector of each, in the same order. */
final class GraphParameters implements Parameters {

    private final ComputationGraph graph;
    private final INDArray gradients;

    GraphParameters(ComputationGraph graph) {
        this.graph = graph;
        graph.initGradientsView();
        this.gradients = graph.getFlattenedGradients();
    }

    @Override
    public FloatPointer values(String name) {
        return at(graph.params(), name);
    }

    @Override
    public FloatPointer gradients(String name) {
        return at(gradients, name);
    }

    /** Returns a part of a vector. */
    static FloatPointer at(INDArray vector, long start, long length) {
        return new FloatPointer(vector.data().addressPointer())
                .getPointer(start)
                .capacity(length);
    }

    private FloatPointer at(INDArray vector, String name) {
        INDArray values = graph.getParam(name);
        return at(vector, values.offset() - graph.params().offset(), values.length());
    }
}
