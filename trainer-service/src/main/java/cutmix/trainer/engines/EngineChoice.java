package cutmix.trainer.engines;

import cutmix.trainer.engine.Engine;
import cutmix.trainer.engine.Precision;
import cutmix.trainer.engine.library.EngineDescription;
import cutmix.trainer.engine.library.EngineLibrary;
import java.io.PrintWriter;

/**
 * The library that computes the network.
 *
 * @param precision that it computes in
 * @param reason why it is this one
 */
public record EngineChoice(EngineLibrary library, Precision precision, String reason) {

    /** What a run's weights follow from, for its checkpoints. */
    public String identity() {
        return precision == Precision.FLOAT32 ? library.name() : library.name() + " in " + precision.label();
    }

    /** Says at start-up what the network runs on, and why. */
    public void print(Engine engine, PrintWriter out) {
        EngineDescription description = engine.describe();
        out.println(description.line() + " (engine " + library.name() + ": " + reason + ")");
        description.warning().ifPresent(warning -> out.println("warning: " + warning));
        out.flush();
    }
}
