package cutmix.trainer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import cutmix.trainer.fixture.TrainerProcess;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Checks the error messages for native libraries of an engine that cannot be loaded. */
class NativeLibrariesIT {

    @TempDir
    Path folder;

    @TempDir
    Path home;

    @ParameterizedTest
    @CsvSource({"dl4j, abc", "libtorch, abc", "dl4j, '1,2'", "libtorch, 0"})
    void a_wrong_number_of_threads_is_named(String engine, String threads) throws Exception {
        try (TrainerProcess predict = TrainerProcess.start(
                folder, Map.of("OMP_NUM_THREADS", threads), "predict", "--engine", engine, "net.zip", "a.png")) {

            assertThat(predict.exitCode()).isEqualTo(1);
            assertThat(predict.err())
                    .containsExactly("error: OMP_NUM_THREADS=" + threads + " is not a whole number from 1 to 1024: set"
                            + " it to the number of threads that the trainer may use, or unset it");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"dl4j", "libtorch"})
    void a_home_folder_without_programs_is_named(String engine) throws Exception {
        assumeThat(canMount()).isTrue();
        try (TrainerProcess predict =
                TrainerProcess.startAtHome(home, "noexec", folder, "predict", "--engine", engine, "net.zip", "a.png")) {

            assertThat(predict.exitCode()).isEqualTo(1);
            assertThat(predict.onlyError())
                    .contains(" cannot load its native libraries from " + home.resolve(".javacpp/cache")
                            + " (its file system does not allow execution, for example because of the mount option"
                            + " noexec): set"
                            + " JAVA_TOOL_OPTIONS=-Dorg.bytedeco.javacpp.cachedir=FOLDER to ");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"dl4j", "libtorch"})
    void a_home_folder_without_space_is_named(String engine) throws Exception {
        assumeThat(canMount()).isTrue();
        try (TrainerProcess predict = TrainerProcess.startAtHome(
                home, "size=3m", folder, "predict", "--engine", engine, "net.zip", "a.png")) {

            assertThat(predict.exitCode()).isEqualTo(1);
            assertThat(predict.onlyError())
                    .contains(" cannot load its native libraries from " + home.resolve(".javacpp/cache")
                            + " (its disk is full): free some space there, or set JAVA_TOOL_OPTIONS=");
        }
    }

    /** Returns whether this system lets a user mount a file system in a new namespace. */
    private static boolean canMount() throws IOException, InterruptedException {
        String[] attempt = {"unshare", "--map-root-user", "--mount", "mount", "-t", "tmpfs", "tmpfs", "/mnt"};
        return new ProcessBuilder(attempt).start().waitFor() == 0;
    }
}
