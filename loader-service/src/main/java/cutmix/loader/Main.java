package cutmix.loader;

import cutmix.schemas.failure.FatalErrors;
import io.quarkus.picocli.runtime.PicocliRunner;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;

/** Starts the loader's command. */
@QuarkusMain
public final class Main {

    private Main() {}

    public static void main(String... arguments) {
        new FatalErrors(
                        "give the loader more (-Xmx, or the memory limit of its container), or take a smaller --image-size")
                .watch();
        Quarkus.run(PicocliRunner.class, arguments);
    }
}
