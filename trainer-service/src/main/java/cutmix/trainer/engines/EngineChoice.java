package cutmix.trainer.engines;

import cutmix.schemas.output.LinePrefix;
import cutmix.trainer.engine.Engine;
import cutmix.trainer.engine.Precision;
import cutmix.trainer.engine.library.EngineDescription;
import cutmix.trainer.engine.library.EngineLibrary;
import java.io.PrintWriter;

/**
 * The chosen library that computes the network.
 *
 * @param precision precision of the computation
 * @param reason why this library was chosen
 */
public record EngineChoice(EngineLibrary library, Precision precision, String reason) {

    /** Returns the engine's part of the run identity in checkpoints. */
    public String identity() {
        return precision == Precision.FLOAT32 ? library.name() : library.name() + " in " + precision.label();
    }

    /** Prints the engine, its device, and the reason for the choice. */
    public void print(Engine engine, PrintWriter out) {
        EngineDescription description = engine.describe();
        out.println(description.line() + " (engine " + library.name() + ": " + reason + ")");
        description.warning().ifPresent(warning -> out.println(LinePrefix.WARNING + warning));
        out.flush();
    }
}
