package cutmix.launcher.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cutmix.schemas.failure.SettingException;
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
        RunPlan plan = plan(RunPlans.data()
                .dataset("photos")
                .epochs(3)
                .seed(5)
                .testLimit(20)
                .partitions(8)
                .imageSize(64)
                .build());

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
        RunPlan plan = plan(RunPlans.data().maxEpochsAhead(0).build());

        assertThat(plan.loaderArguments())
                .endsWith("--partitions", "4", "--max-epochs-ahead", "0", "--runs", "r-cutmix,r-plain");
        assertThatThrownBy(() -> RunPlans.data().maxEpochsAhead(-1).build())
                .hasMessage("--max-epochs-ahead '-1' is not a whole number from 0 to 1000000");
    }

    @Test
    void both_trainers_get_the_same_but_for_path_run_and_model() {
        // Given
        RunPlan plan = plan(RunPlans.data().build());

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
                RunPlans.data().build(),
                RunPlans.training().build(),
                RunPlans.processes().build(),
                "the-id");

        assertThat(plan.trainerArguments("cutmix")).containsSequence("--run-id", "the-id");
        assertThat(plan.trainerArguments("plain")).containsSequence("--run-id", "the-id");
    }

    @ParameterizedTest
    @ValueSource(strings = {"metrics.jsonl", "logs", "r-plain.checkpoints"})
    void results_logs_and_checkpoints_are_those_of_an_earlier_run(String name, @TempDir Path out) throws IOException {
        // Given
        RunPlan.Data data = RunPlans.data().build();
        RunPlan plan = new RunPlan(
                "r",
                out,
                data,
                training("cutmix", "plain"),
                RunPlans.processes().build());
        Files.createFile(out.resolve("mine.txt"));
        assertThat(plan.hasEarlierRun()).isFalse();

        // When
        Files.createDirectory(out.resolve(name));

        // Then
        assertThat(plan.hasEarlierRun()).isTrue();
    }

    @Test
    void the_trainer_that_needs_no_workers_starts_first() {
        RunPlan plan = plan(RunPlans.data().build());

        assertThat(plan.training().paths()).containsExactly("cutmix", "plain");
        assertThat(plan.startOrder()).containsExactly("plain", "cutmix");
    }

    @Test
    void loader_and_trainers_skip_what_cannot_be_read_where_that_is_asked_for() {
        RunPlan plan = new RunPlan(
                "r",
                Path.of("out"),
                RunPlans.data().build(),
                RunPlans.training().paths(List.of("plain")).skipBad(true).build(),
                RunPlans.processes().build());

        assertThat(plan.trainerArguments("plain")).endsWith("--skip-bad");
        assertThat(plan.loaderArguments()).endsWith("--skip-bad");
    }

    @Test
    void paths_that_make_no_sense_are_refused() {
        assertThatThrownBy(() -> training("mixup")).hasMessageContaining("--paths 'mixup' cannot be trained from");
        assertThatThrownBy(() -> training("plain", "plain")).hasMessageContaining("--paths 'plain,plain'");
        assertThatThrownBy(() -> RunPlans.processes().augmenters(-1).build()).hasMessageContaining("--augmenters '-1'");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a,b", "../x", "a b", "-a", "a\u001b[31mb"})
    void a_name_that_is_none_is_refused(String run) {
        assertThatThrownBy(() -> named(run))
                .isInstanceOf(SettingException.class)
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
        RunPlan.Data data = RunPlans.data().build();
        RunPlan.Processes none = RunPlans.processes().augmenters(0).build();
        RunPlan.Processes elsewhere = RunPlans.processes()
                .augmenters(0)
                .bootstrapServers("kafka:9092")
                .build();

        assertThatThrownBy(() -> new RunPlan("r", Path.of("out"), data, training("plain", "cutmix"), none))
                .hasMessageStartingWith("--augmenters 0 leaves no worker to mix images for --paths plain,cutmix");
        assertThatCode(() -> new RunPlan("r", Path.of("out"), data, training("plain"), none))
                .doesNotThrowAnyException();
        assertThatCode(() -> new RunPlan("r", Path.of("out"), data, training("cutmix"), elsewhere))
                .doesNotThrowAnyException();
    }

    @Test
    void workers_prepare_images_for_the_recipe_beside_what_their_environment_says() {
        RunPlan.Training strong =
                RunPlans.training().paths(List.of("cutmix")).recipe("strong").build();

        assertThat(strong.workerProfiles(Map.of())).isEqualTo("strong");
        assertThat(strong.workerProfiles(Map.of("QUARKUS_PROFILE", "mine"))).isEqualTo("mine,strong");
        assertThatThrownBy(() -> RunPlans.training()
                        .paths(List.of("cutmix"))
                        .recipe("weak")
                        .build())
                .hasMessage("--recipe 'weak' is unknown: choose keras or strong");
    }

    @Test
    void the_processes_are_those_that_the_run_starts() {
        RunPlan.Data data = RunPlans.data().build();
        RunPlan plan = new RunPlan(
                "r",
                Path.of("out"),
                data,
                training("plain", "cutmix"),
                RunPlans.processes().augmenters(2).build());
        RunPlan existing = new RunPlan(
                "r",
                Path.of("out"),
                data,
                training("plain"),
                RunPlans.processes()
                        .augmenters(2)
                        .bootstrapServers("kafka:9092")
                        .build());

        assertThat(plan.processNames())
                .containsExactly("broker", "loader", "augment-1", "augment-2", "plain", "cutmix");
        assertThat(existing.processNames()).containsExactly("loader", "plain");
    }

    private static RunPlan named(String run) {
        return new RunPlan(
                run,
                Path.of("out"),
                RunPlans.data().build(),
                training("cutmix", "plain"),
                RunPlans.processes().build());
    }

    private static RunPlan plan(RunPlan.Data data) {
        return new RunPlan(
                "r",
                Path.of("out"),
                data,
                training("cutmix", "plain"),
                RunPlans.processes().build());
    }

    private static RunPlan.Training training(String... paths) {
        return RunPlans.training().paths(List.of(paths)).build();
    }
}
