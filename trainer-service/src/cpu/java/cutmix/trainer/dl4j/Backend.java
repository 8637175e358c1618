package cutmix.trainer.dl4j;

import cutmix.trainer.engine.EngineDescription;
import org.deeplearning4j.nn.graph.ComputationGraph;

/** ND4J on the CPU, with the oneDNN helpers. A build for GPUs has another class of this name. */
final class Backend {

    private Backend() {}

    /** To be called before the first network is made. */
    static Backend ready() {
        OneDnnHelpers.enable();
        return new Backend();
    }

    EngineDescription describe(ComputationGraph graph) {
        return OneDnnHelpers.describe(graph);
    }
}
