package cutmix.trainer.dl4j;

import cutmix.trainer.engine.library.EngineDescription;
import java.util.Optional;

/**
 * ND4J on an NVIDIA GPU. The layers run on ND4J's own kernels and cuBLAS: this release has no cuDNN helpers, so Deeplearning4j's
 * helpers stay off, as they are released.
 */
public final class CudaBackend implements Backend {

    /**
     * Asks for the device before ND4J is loaded. Without a device, ND4J fails with stack traces; on a GPU that it has no code for, it
     * fails only in the first operation.
     */
    @Override
    public Passes prepare() {
        EngineDescription description = describe(CudaRuntime.survey().usable());
        // Layer after layer: the fused pass is the CPU's.
        return (graph, setup, execution) -> new LayerPass(graph, setup, description);
    }

    private static EngineDescription describe(GpuSurvey.Found gpus) {
        return new EngineDescription(
                "Deeplearning4j on ND4J CUDA, " + gpus.line(),
                gpus.gpus().get(0).name(),
                Optional.empty());
    }
}
