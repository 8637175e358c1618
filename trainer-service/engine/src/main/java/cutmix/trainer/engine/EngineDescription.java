package cutmix.trainer.engine;

import java.util.Optional;

/**
 * What an engine runs on.
 *
 * @param line library, back end, device and kernels
 * @param warning why this is slower than it could be, and what to do
 */
public record EngineDescription(String line, Optional<String> warning) {}
