package cutmix.trainer.dl4j;

import cutmix.schemas.failure.FailureLine;
import cutmix.trainer.engine.TrainingSetup;
import cutmix.trainer.engine.library.EngineDescription;
import java.util.Optional;
import org.deeplearning4j.nn.graph.ComputationGraph;

/** ND4J on the CPU, with oneDNN. A build for GPUs has another class of this name. */
final class Backend {

    private Backend() {}

    /** To be called before the first network is made. */
    static Backend ready() {
        OneDnnHelpers.enable();
        return new Backend();
    }

    NetworkPass pass(ComputationGraph graph, TrainingSetup setup, Execution execution) {
        EngineDescription layers = OneDnnHelpers.describe(graph);
        if (execution == Execution.LAYERS) {
            return new LayerPass(graph, setup, layers);
        }
        try {
            return FusedPass.of(graph, setup);
        } catch (LinkageError e) {
            String warning = "training is several times slower than it could be: oneDNN cannot be loaded ("
                    + FailureLine.reason(e) + ")";
            return new LayerPass(
                    graph, setup, new EngineDescription(layers.line(), layers.device(), Optional.of(warning)));
        }
    }
}
