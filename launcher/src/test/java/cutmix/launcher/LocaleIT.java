package cutmix.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import cutmix.launcher.fixture.LaunchedProcess;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A whole run with its own broker, under locales with unusual rules. */
class LocaleIT {

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-Duser.language=tr -Duser.country=TR",
                "-Duser.language=ar -Duser.country=EG -Duser.extensions=u-nu-arab",
                "-Duser.language=fa -Duser.country=IR -Duser.extensions=u-nu-arabext"
            })
    void a_run_is_the_same_under_any_locale(String locale) throws Exception {
        try (LaunchedProcess run = LaunchedProcess.start(
                folder,
                Map.of("JAVA_TOOL_OPTIONS", locale),
                "run",
                "--out",
                "out",
                "--epochs",
                "1",
                "--train-limit",
                "64",
                "--test-limit",
                "32",
                "--depth",
                "8",
                "--paths",
                "cutmix")) {

            assertThat(run.exitCode()).as(run.err()).isZero();
            assertThat(run.err().lines()).allMatch(line -> line.startsWith("Picked up JAVA_TOOL_OPTIONS"));
            assertThat(run.out())
                    .contains("cutmix     | Epoch 1/1 - 2/2 [==============================]")
                    .matches("(?s).*With CutMix +[0-9]+\\.[0-9]{2}% .*");
        }
        assertThat(Files.readString(folder.resolve("out/metrics.jsonl"))).matches("\\p{ASCII}+");
        assertThat(folder.resolve("out/logs/loader.log"))
                .content()
                .as("unnecessary output of the loader")
                .doesNotContain("WARN");
    }
}
