package cutmix.trainer.dl4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cutmix.schemas.failure.UserException;
import cutmix.trainer.engine.Gpu;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class GpuSurveyTest {

    private static final Gpu RTX_3090 = new Gpu("NVIDIA GeForce RTX 3090", 24L << 30, 8, 6);
    private static final Gpu H100 = new Gpu("NVIDIA H100 80GB HBM3", 80L << 30, 9, 0);

    @Test
    void a_card_that_is_served_is_used() {
        GpuSurvey survey = new GpuSurvey.Found(List.of(RTX_3090));

        assertThat(survey.usable().line())
                .isEqualTo("device: NVIDIA GeForce RTX 3090, memory: 24.0 GiB, compute capability: 8.6");
    }

    @Test
    void of_several_cards_the_first_is_used() {
        GpuSurvey survey = new GpuSurvey.Found(List.of(RTX_3090, H100));

        assertThat(survey.usable().line())
                .isEqualTo(
                        "device: NVIDIA GeForce RTX 3090, memory: 24.0 GiB, compute capability: 8.6, the first of 2");
    }

    @Test
    void a_card_that_is_not_served_is_refused_by_name() {
        assertThatThrownBy(() -> new GpuSurvey.Found(List.of(H100)).usable())
                .isInstanceOf(UserException.class)
                .hasMessageStartingWith(
                        "NVIDIA H100 80GB HBM3 has compute capability 9.0, for which ND4J has no code: ")
                .hasMessageContaining("use a card of compute capability 3.7 to 8.9, or use the trainer for the CPU");
    }

    @Test
    void a_card_that_is_not_served_points_to_one_that_is() {
        assertThatThrownBy(() -> new GpuSurvey.Found(List.of(H100, H100, RTX_3090)).usable())
                .hasMessageContaining("(CUDA_VISIBLE_DEVICES=2 chooses NVIDIA GeForce RTX 3090)");
    }

    @Test
    void an_old_driver_is_refused_with_both_versions_of_cuda() {
        assertThatThrownBy(() -> new GpuSurvey.OldDriver(10020).usable())
                .hasMessageStartingWith(
                        "the NVIDIA driver is too old: it supports CUDA 10.2, but the trainer needs CUDA 11.6: ");
    }

    @ParameterizedTest
    @MethodSource("refusals")
    void every_refusal_is_one_line_that_names_the_trainer_for_the_cpu(GpuSurvey survey) {
        assertThatThrownBy(survey::usable)
                .isInstanceOf(UserException.class)
                .message()
                .doesNotContain("\n")
                .contains("cutmix/trainer-service");
    }

    static List<GpuSurvey> refusals() {
        return List.of(
                new GpuSurvey.NoDriver(),
                new GpuSurvey.OldDriver(10020),
                new GpuSurvey.NoGpu(),
                new GpuSurvey.NotLinked("libcudart.so.11.0: cannot open shared object file"),
                new GpuSurvey.NotStarted("system not yet initialized"),
                new GpuSurvey.Found(List.of(H100)));
    }

    @ParameterizedTest
    @CsvSource({
        "Tesla K80, 3, 7",
        "Tesla M40, 5, 2",
        "GeForce GTX 1080, 6, 1",
        "Tesla V100, 7, 0",
        "GeForce RTX 2080, 7, 5",
        "A100, 8, 0",
        "GeForce RTX 3090, 8, 6",
        "GeForce RTX 4090, 8, 9"
    })
    void cardsFromTheLastKeplerToAdaAreServed(String name, int major, int minor) {
        assertThat(GpuSurvey.serves(new Gpu(name, 1L << 33, major, minor))).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "Tesla M2090, 2, 0",
        "GeForce GTX 680, 3, 0",
        "Tesla K40, 3, 5",
        "H100, 9, 0",
        "B200, 10, 0",
        "GeForce RTX 5090, 12, 0"
    })
    void olderCardsAndHopperAndBlackwellAreNot(String name, int major, int minor) {
        assertThat(GpuSurvey.serves(new Gpu(name, 1L << 33, major, minor))).isFalse();
    }
}
