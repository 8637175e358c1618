package cutmix.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class RunPlanTest {

    @Test
    void the_loader_gets_what_was_given_and_keeps_its_own_defaults_for_the_rest() {
        RunPlan.Data data = new RunPlan.Data("photos", 3, 5, null, 20, 8, 64, null);

        assertThat(data.loaderArguments())
                .containsExactly(
                        "--dataset",
                        "photos",
                        "--epochs",
                        "3",
                        "--seed",
                        "5",
                        "--partitions",
                        "8",
                        "--test-limit",
                        "20",
                        "--image-size",
                        "64");
    }

    @Test
    void both_trainers_get_the_same_but_for_path_run_and_model() {
        // Given
        RunPlan plan = new RunPlan(
                "r",
                Path.of("out"),
                new RunPlan.Data("sample", 2, 7, null, null, 4, null, null),
                new RunPlan.Training(List.of("cutmix", "plain"), "keras", 8, 32, 1),
                new RunPlan.Processes(1, null, 19092, false));

        // When
        List<String> cutmix = plan.trainerArguments("cutmix");
        List<String> plain = plan.trainerArguments("plain");

        // Then
        assertThat(cutmix)
                .contains("r-cutmix", Path.of("out/cutmix.zip").toAbsolutePath().toString());
        assertThat(plain.stream().map(argument -> argument.replace("plain", "cutmix")))
                .containsExactlyElementsOf(cutmix);
    }

    @Test
    void paths_that_make_no_sense_are_refused() {
        assertThatThrownBy(() -> training("mixup")).hasMessageContaining("--paths mixup is unknown");
        assertThatThrownBy(() -> training("plain", "plain")).hasMessageContaining("--paths plain,plain");
        assertThatThrownBy(() -> new RunPlan.Processes(-1, null, 19092, false)).hasMessageContaining("--augmenters -1");
    }

    private static RunPlan.Training training(String... paths) {
        return new RunPlan.Training(List.of(paths), "keras", 8, 32, 1);
    }
}
