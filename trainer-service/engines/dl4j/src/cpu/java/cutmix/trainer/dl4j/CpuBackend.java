package cutmix.trainer.dl4j;

import cutmix.schemas.failure.FailureLine;
import cutmix.trainer.engine.TrainingSetup;
import cutmix.trainer.engine.library.EngineDescription;
import java.util.Optional;
import org.deeplearning4j.nn.graph.ComputationGraph;

/** ND4J on the CPU, with oneDNN. */
public final class CpuBackend implements Backend {

    @Override
    public Passes prepare() {
        OneDnnHelpers.enable();
        return CpuBackend::pass;
    }

    private static NetworkPass pass(ComputationGraph graph, TrainingSetup setup, Execution execution) {
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
