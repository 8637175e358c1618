package cutmix.trainer;

import cutmix.trainer.engine.Engine;
import cutmix.trainer.engine.EngineDescription;
import cutmix.trainer.engine.EngineLibrary;
import cutmix.trainer.engine.Precision;
import java.io.PrintWriter;

/**
 * The library that computes the network.
 *
 * @param precision that it computes in
 * @param reason why it is this one
 */
record EngineChoice(EngineLibrary library, Precision precision, String reason) {

    /** What a run's weights follow from, for its checkpoints. */
    String identity() {
        return precision == Precision.FLOAT32 ? library.name() : library.name() + " in " + precision.label();
    }

    /** Says at start-up what the network runs on, and why. */
    void print(Engine engine, PrintWriter out) {
        EngineDescription description = engine.describe();
        out.println(description.line() + " (engine " + library.name() + ": " + reason + ")");
        description.warning().ifPresent(warning -> out.println("warning: " + warning));
        out.flush();
    }
}
