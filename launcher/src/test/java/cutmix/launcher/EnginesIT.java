package cutmix.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import cutmix.launcher.fixture.LaunchedProcess;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EnginesIT {

    @TempDir
    Path folder;

    @Test
    void what_libtorch_has_trained_by_the_strong_recipe_either_engine_uses() throws Exception {
        // When
        String trained = run("run --engine libtorch --recipe strong --paths cutmix --epochs 3 --train-limit 200 "
                + "--test-limit 50 --depth 8 --out run");

        // Then
        assertThat(trained)
                .containsPattern(
                        "LibTorch \\S+ on the CPU, threads: \\d+, kernels: \\S+ \\(engine libtorch: as asked for\\)")
                .containsPattern(
                        "probability 0.25, .* smoothing 0.05, off epochs 1/3, .* flip probability 0.5, crop padding 4")
                .contains("With CutMix");
        String prediction = run("predict run/cutmix.zip run/curves.png --engine libtorch");
        assertThat(prediction).startsWith("run/curves.png: ").contains("%, ");
        assertThat(run("predict run/cutmix.zip run/curves.png --engine dl4j")).isEqualTo(prediction);
    }

    @Test
    void an_unknown_engine_is_refused_in_one_line() throws Exception {
        try (LaunchedProcess predict =
                LaunchedProcess.start(folder, Map.of(), "predict", "--engine", "tensorflow", "none.zip", "none.png")) {
            assertThat(predict.exitCode()).isEqualTo(2);
            assertThat(predict.err())
                    .startsWith("error: --engine 'tensorflow' is unknown: choose dl4j or libtorch")
                    .hasLineCount(1);
        }
    }

    private String run(String arguments) throws Exception {
        try (LaunchedProcess process = LaunchedProcess.start(folder, Map.of(), arguments.split(" "))) {
            assertThat(process.exitCode()).as(process.out() + process.err()).isZero();
            return process.out();
        }
    }
}
