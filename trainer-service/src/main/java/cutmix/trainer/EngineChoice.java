package cutmix.trainer;

import cutmix.trainer.engine.Engine;
import cutmix.trainer.engine.EngineDescription;
import cutmix.trainer.engine.EngineLibrary;
import java.io.PrintWriter;

/**
 * The library that computes the network.
 *
 * @param reason why it is this one
 */
record EngineChoice(EngineLibrary library, String reason) {

    /** Says at start-up what the network runs on, and why. */
    void print(Engine engine, PrintWriter out) {
        EngineDescription description = engine.describe();
        out.println(description.line() + " (engine " + library.name() + ": " + reason + ")");
        description.warning().ifPresent(warning -> out.println("warning: " + warning));
        out.flush();
    }
}
