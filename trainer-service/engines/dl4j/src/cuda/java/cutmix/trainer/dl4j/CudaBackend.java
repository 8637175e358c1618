package cutmix.trainer.dl4j;

import cutmix.trainer.engine.library.EngineDescription;
import java.util.Optional;

/**
 * ND4J on an NVIDIA GPU. The layers use ND4J's own kernels and cuBLAS: this release has no cuDNN helpers, so
 * Deeplearning4j's helpers stay disabled, as in the release.
 */
public final class CudaBackend implements Backend {

    /**
     * Checks the device before ND4J is loaded. Without a GPU, ND4J fails with stack traces; with an unsupported one, it
     * fails only in the first operation.
     */
    @Override
    public Passes prepare() {
        EngineDescription description = describe(CudaRuntime.survey().usable());
        // The fused pass supports only the CPU.
        return (graph, setup, execution) -> new LayerPass(graph, setup, description);
    }

    private static EngineDescription describe(GpuSurvey.Found gpus) {
        return new EngineDescription(
                "Deeplearning4j on ND4J CUDA, " + gpus.line(),
                gpus.gpus().get(0).name(),
                Optional.empty());
    }
}
