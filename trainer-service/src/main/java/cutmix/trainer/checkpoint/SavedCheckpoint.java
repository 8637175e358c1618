package cutmix.trainer.checkpoint;

import java.io.InputStream;
import java.nio.file.Path;
import java.util.function.Supplier;

/**
 * An intact checkpoint that was read from a file.
 *
 * @param network the network and its optimizer in the engine's own format
 */
public record SavedCheckpoint(Path file, Checkpoint checkpoint, Supplier<InputStream> network) {}
