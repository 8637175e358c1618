package cutmix.launcher.mlflow;

import cutmix.launcher.mlflow.server.MlflowServer;
import cutmix.launcher.mlflow.standin.MlflowStandIn;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A stand-in for an MLflow server, and logs that send to it. */
abstract class MlflowLogFixture {

    static final MlflowRun RUN = MlflowRun.builder()
            .name("r")
            .started(5)
            .launched(true)
            .parameters(Map.of("alpha", "0.25"))
            .tags(Map.of("cutmix.path", "cutmix"))
            .build();

    final List<String> said = new ArrayList<>();
    MlflowStandIn mlflow;

    @TempDir
    Path folder;

    @BeforeEach
    final void start() throws Exception {
        mlflow = MlflowStandIn.start();
    }

    @AfterEach
    final void stop() {
        mlflow.close();
    }

    /** Returns a log that sends no credentials. */
    final MlflowLog log() {
        return new MlflowLog(MlflowServer.of(mlflow.uri(), Map.of()), "cutmix", said::add);
    }

    /** Returns a log that sends a token. */
    final MlflowLog authorized() {
        return new MlflowLog(
                MlflowServer.of(mlflow.uri(), Map.of("MLFLOW_TRACKING_TOKEN", "token")), "cutmix", said::add);
    }

    /** Writes a file whose content is its name. */
    final Path file(String name) throws Exception {
        return Files.writeString(folder.resolve(name), name);
    }
}
