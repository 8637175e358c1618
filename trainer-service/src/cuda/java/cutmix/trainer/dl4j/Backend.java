package cutmix.trainer.dl4j;

import cutmix.schemas.failure.UserException;
import cutmix.trainer.engine.TrainingSetup;
import cutmix.trainer.engine.library.EngineDescription;
import java.util.Optional;
import org.deeplearning4j.nn.graph.ComputationGraph;

/**
 * ND4J on an NVIDIA GPU. The layers run on ND4J's own kernels and cuBLAS: this release has no cuDNN helpers, so Deeplearning4j's
 * helpers stay off, as they are released. A build for the CPU has another class of this name.
 */
final class Backend {

    private final GpuSurvey.Found gpus;

    private Backend(GpuSurvey.Found gpus) {
        this.gpus = gpus;
    }

    /**
     * Asks for the device before ND4J is loaded, which on a machine without one fails with stack traces, and on one with a card
     * that it has no code for only within the first operation.
     *
     * @throws UserException if there is no GPU here that ND4J can use
     */
    static Backend ready() {
        return new Backend(CudaRuntime.survey().usable());
    }

    /** Layer after layer: the fused pass is the CPU's. */
    NetworkPass pass(ComputationGraph graph, TrainingSetup setup, Execution execution) {
        EngineDescription description = new EngineDescription(
                "Deeplearning4j on ND4J CUDA, " + gpus.line(),
                gpus.gpus().get(0).name(),
                Optional.empty());
        return new LayerPass(graph, setup, description);
    }
}
