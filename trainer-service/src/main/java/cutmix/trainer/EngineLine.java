package cutmix.trainer;

import cutmix.trainer.engine.Engine;
import cutmix.trainer.engine.EngineDescription;
import java.io.PrintWriter;

/** Says at start-up what the network runs on. */
final class EngineLine {

    private EngineLine() {}

    static void print(Engine engine, PrintWriter out) {
        EngineDescription description = engine.describe();
        out.println(description.line());
        description.warning().ifPresent(warning -> out.println("warning: " + warning));
        out.flush();
    }
}
