package cutmix.trainer.engine.library;

import java.util.Optional;

/**
 * The library and device that an engine uses.
 *
 * @param line library, back end, device and kernels
 * @param device {@value #CPU}, or the name of the GPU
 * @param warning why the engine is slower than it could be, and what to do
 */
public record EngineDescription(String line, String device, Optional<String> warning) {

    /** The device name of an engine that computes on the CPU. */
    public static final String CPU = "cpu";
}
