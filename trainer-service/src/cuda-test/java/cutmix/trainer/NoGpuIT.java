package cutmix.trainer;

import static org.assertj.core.api.Assertions.assertThat;

import cutmix.schemas.failure.UserException;
import cutmix.trainer.dl4j.Dl4j;
import cutmix.trainer.dl4j.Execution;
import cutmix.trainer.fixture.TrainerProcess;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.condition.DisabledIf;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Runs the built trainer on a machine without a supported GPU. */
@DisabledIf("aGpuIsHere")
class NoGpuIT {

    @TempDir
    Path folder;

    static boolean aGpuIsHere() {
        try {
            new Dl4j(Execution.FUSED).requireDevice();
            return true;
        } catch (UserException e) {
            return false;
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"train", "evaluate --model some.zip"})
    void endsWithOneLineBeforeItWaitsForABroker(String command) throws Exception {
        try (TrainerProcess trainer =
                TrainerProcess.start(folder, Map.of("KAFKA_BOOTSTRAP_SERVERS", "localhost:1"), command.split(" "))) {
            assertThat(trainer.exitCode()).isEqualTo(1);
            assertThat(trainer.err())
                    .singleElement()
                    .asString()
                    .startsWith("error: ")
                    .endsWith("or use the trainer for the CPU (image cutmix/trainer-service without -cuda, mvn package"
                            + " without -Pcuda)");
            assertThat(trainer.out()).isEmpty();
        }
    }
}
