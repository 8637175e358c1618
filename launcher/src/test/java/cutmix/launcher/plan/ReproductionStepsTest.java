package cutmix.launcher.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ReproductionStepsTest {

    private static final RunPlan PLAN = new RunPlan(
            "r",
            Path.of("out"),
            RunPlans.data()
                    .dataset("my photos/it's")
                    .testLimit(20)
                    .imageSize(64)
                    .build(),
            RunPlans.training()
                    .paths(List.of("cutmix"))
                    .engine("libtorch")
                    .skipBad(true)
                    .build(),
            RunPlans.processes().augmenters(3).build());

    @Test
    void the_command_can_be_pasted_into_a_shell() {
        assertThat(new ReproductionSteps(PLAN, Map.of()).command())
                .isEqualTo("./cutmix run --dataset 'my photos/it'\\''s' --epochs 2 --seed 7 --partitions 4 "
                        + "--test-limit 20 --image-size 64 --paths cutmix --recipe keras --engine libtorch --depth 8 --batch-size 32 "
                        + "--threads 1 --skip-bad --augmenters 3");
    }

    @Test
    void it_has_the_variables_of_the_mixing_and_no_others() {
        // Given
        Map<String, String> environment = Map.of(
                "CUTMIX_AUGMENT_PROBABILITY", "0.5",
                "CUTMIX_AUGMENT_ALPHA", "1",
                "KAFKA_SASL_JAAS_CONFIG", "password=\"secret\"");

        // When
        ReproductionSteps reproduction = new ReproductionSteps(PLAN, environment);

        // Then
        assertThat(reproduction.command())
                .startsWith("CUTMIX_AUGMENT_ALPHA=1 CUTMIX_AUGMENT_PROBABILITY=0.5 ./cutmix run ")
                .doesNotContain("secret");
        assertThat(reproduction.settings())
                .containsEntry("dataset", "my photos/it's")
                .containsEntry("skip bad", "yes")
                .containsEntry("augmenters", "3")
                .containsEntry("CUTMIX_AUGMENT_ALPHA", "1")
                .doesNotContainValue("password=\"secret\"");
    }
}
