package cutmix.launcher.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cutmix.launcher.option.WrongOptionException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RunPlanTest {

    @Test
    void the_loader_gets_what_was_given_and_keeps_its_own_defaults_for_the_rest() {
        RunPlan plan = plan(new RunPlan.Data("photos", 3, 5, null, 20, 8, 64, null, null));

        assertThat(plan.loaderArguments())
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
    void a_loader_that_waits_for_training_gets_the_names_of_the_runs() {
        RunPlan plan = plan(new RunPlan.Data("sample", 2, 7, null, null, 4, null, null, 0));

        assertThat(plan.loaderArguments())
                .endsWith("--partitions", "4", "--max-epochs-ahead", "0", "--runs", "r-cutmix,r-plain");
        assertThatThrownBy(() -> new RunPlan.Data("sample", 2, 7, null, null, 4, null, null, -1))
                .hasMessage("--max-epochs-ahead '-1' is not a whole number from 0 to 1000000");
    }

    @Test
    void both_trainers_get_the_same_but_for_path_run_and_model() {
        // Given
        RunPlan plan = plan(new RunPlan.Data("sample", 2, 7, null, null, 4, null, null, null));

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
    void both_trainers_get_the_id_of_the_run() {
        RunPlan plan = new RunPlan(
                "r",
                Path.of("out"),
                new RunPlan.Data("sample", 2, 7, null, null, 4, null, null, null),
                new RunPlan.Training(List.of("cutmix", "plain"), "keras", null, 8, 32, 1, false),
                new RunPlan.Processes(1, null, 19092, false),
                "the-id");

        assertThat(plan.trainerArguments("cutmix")).containsSequence("--run-id", "the-id");
        assertThat(plan.trainerArguments("plain")).containsSequence("--run-id", "the-id");
    }

    @ParameterizedTest
    @ValueSource(strings = {"metrics.jsonl", "logs", "r-plain.checkpoints"})
    void results_logs_and_checkpoints_are_those_of_an_earlier_run(String name, @TempDir Path out) throws IOException {
        // Given
        RunPlan.Data data = new RunPlan.Data("sample", 2, 7, null, null, 4, null, null, null);
        RunPlan plan =
                new RunPlan("r", out, data, training("cutmix", "plain"), new RunPlan.Processes(1, null, 19092, false));
        Files.createFile(out.resolve("mine.txt"));
        assertThat(plan.hasEarlierRun()).isFalse();

        // When
        Files.createDirectory(out.resolve(name));

        // Then
        assertThat(plan.hasEarlierRun()).isTrue();
    }

    @Test
    void the_trainer_that_needs_no_workers_starts_first() {
        RunPlan plan = plan(new RunPlan.Data("sample", 2, 7, null, null, 4, null, null, null));

        assertThat(plan.training().paths()).containsExactly("cutmix", "plain");
        assertThat(plan.startOrder()).containsExactly("plain", "cutmix");
    }

    @Test
    void loader_and_trainers_skip_what_cannot_be_read_where_that_is_asked_for() {
        RunPlan plan = new RunPlan(
                "r",
                Path.of("out"),
                new RunPlan.Data("sample", 2, 7, null, null, 4, null, null, null),
                new RunPlan.Training(List.of("plain"), "keras", null, 8, 32, 1, true),
                new RunPlan.Processes(1, null, 19092, false));

        assertThat(plan.trainerArguments("plain")).endsWith("--skip-bad");
        assertThat(plan.loaderArguments()).endsWith("--skip-bad");
    }

    @Test
    void paths_that_make_no_sense_are_refused() {
        assertThatThrownBy(() -> training("mixup")).hasMessageContaining("--paths 'mixup' cannot be trained from");
        assertThatThrownBy(() -> training("plain", "plain")).hasMessageContaining("--paths 'plain,plain'");
        assertThatThrownBy(() -> new RunPlan.Processes(-1, null, 19092, false))
                .hasMessageContaining("--augmenters '-1'");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a,b", "../x", "a b", "-a", "a\u001b[31mb"})
    void a_name_that_is_none_is_refused(String run) {
        assertThatThrownBy(() -> named(run))
                .isInstanceOf(WrongOptionException.class)
                .hasMessageStartingWith("--run '");
    }

    @Test
    void a_name_leaves_room_for_the_paths() {
        assertThat(named("x".repeat(93)).trainingRun("cutmix")).hasSize(100);
        assertThatThrownBy(() -> named("x".repeat(94)))
                .hasMessageEndingWith(" has 94 characters: use 93 at most, since -cutmix is added for a training run");
    }

    @Test
    void nobody_to_mix_images_is_refused_but_where_others_may_do_it() {
        RunPlan.Data data = new RunPlan.Data("sample", 2, 7, null, null, 4, null, null, null);
        RunPlan.Processes none = new RunPlan.Processes(0, null, 19092, false);
        RunPlan.Processes elsewhere = new RunPlan.Processes(0, "kafka:9092", 19092, false);

        assertThatThrownBy(() -> new RunPlan("r", Path.of("out"), data, training("plain", "cutmix"), none))
                .hasMessageStartingWith("--augmenters 0 leaves nobody to mix images for --paths plain,cutmix");
        assertThatCode(() -> new RunPlan("r", Path.of("out"), data, training("plain"), none))
                .doesNotThrowAnyException();
        assertThatCode(() -> new RunPlan("r", Path.of("out"), data, training("cutmix"), elsewhere))
                .doesNotThrowAnyException();
    }

    @Test
    void workers_prepare_images_for_the_recipe_beside_what_their_environment_says() {
        RunPlan.Training strong = new RunPlan.Training(List.of("cutmix"), "strong", null, 8, 32, 1, false);

        assertThat(strong.workerProfiles(Map.of())).isEqualTo("strong");
        assertThat(strong.workerProfiles(Map.of("QUARKUS_PROFILE", "mine"))).isEqualTo("mine,strong");
        assertThatThrownBy(() -> new RunPlan.Training(List.of("cutmix"), "weak", null, 8, 32, 1, false))
                .hasMessage("--recipe 'weak' is unknown: choose keras or strong");
    }

    @Test
    void the_processes_are_those_that_the_run_starts() {
        RunPlan.Data data = new RunPlan.Data("sample", 2, 7, null, null, 4, null, null, null);
        RunPlan plan = new RunPlan(
                "r", Path.of("out"), data, training("plain", "cutmix"), new RunPlan.Processes(2, null, 19092, false));
        RunPlan existing = new RunPlan(
                "r", Path.of("out"), data, training("plain"), new RunPlan.Processes(2, "kafka:9092", 19092, false));

        assertThat(plan.processNames())
                .containsExactly("broker", "loader", "augment-1", "augment-2", "plain", "cutmix");
        assertThat(existing.processNames()).containsExactly("loader", "plain");
    }

    private static RunPlan named(String run) {
        return new RunPlan(
                run,
                Path.of("out"),
                new RunPlan.Data("sample", 2, 7, null, null, 4, null, null, null),
                training("cutmix", "plain"),
                new RunPlan.Processes(1, null, 19092, false));
    }

    private static RunPlan plan(RunPlan.Data data) {
        return new RunPlan(
                "r", Path.of("out"), data, training("cutmix", "plain"), new RunPlan.Processes(1, null, 19092, false));
    }

    private static RunPlan.Training training(String... paths) {
        return new RunPlan.Training(List.of(paths), "keras", null, 8, 32, 1, false);
    }
}
