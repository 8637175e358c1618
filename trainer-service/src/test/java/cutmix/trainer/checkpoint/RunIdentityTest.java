package cutmix.trainer.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cutmix.schemas.failure.UserException;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class RunIdentityTest {

    private static final Path FILE = Path.of("run.checkpoints/epoch-000001-position-000000032.checkpoint");
    private static final RunIdentity RUN = new RunIdentity("ab", 1, "cutmix", "keras", 20, 32, 42, "", "dl4j", 0);

    static Stream<Arguments> others() {
        return Stream.of(
                Arguments.of(
                        new RunIdentity("cd", 1, "cutmix", "keras", 20, 32, 42, "", "dl4j", 0), "dataset ab, not cd"),
                Arguments.of(
                        new RunIdentity("ab", 2, "cutmix", "keras", 20, 32, 42, "", "dl4j", 0),
                        "dataset seed 1, not 2"),
                Arguments.of(
                        new RunIdentity("ab", 1, "plain", "keras", 20, 32, 42, "", "dl4j", 0),
                        "path cutmix, not plain"),
                Arguments.of(
                        new RunIdentity("ab", 1, "cutmix", "strong", 20, 32, 42, "", "dl4j", 0),
                        "recipe keras, not strong"),
                Arguments.of(new RunIdentity("ab", 1, "cutmix", "keras", 8, 32, 42, "", "dl4j", 0), "depth 20, not 8"),
                Arguments.of(
                        new RunIdentity("ab", 1, "cutmix", "keras", 20, 64, 42, "", "dl4j", 0),
                        "batch size 32, not 64"),
                Arguments.of(new RunIdentity("ab", 1, "cutmix", "keras", 20, 32, 43, "", "dl4j", 0), "seed 42, not 43"),
                Arguments.of(
                        new RunIdentity("ab", 1, "cutmix", "keras", 20, 32, 42, "ef", "dl4j", 0),
                        "initial weights drawn, not ef"),
                Arguments.of(
                        new RunIdentity("ab", 1, "cutmix", "keras", 20, 32, 42, "", "libtorch", 0),
                        "engine dl4j, not libtorch"),
                Arguments.of(
                        new RunIdentity("ab", 1, "cutmix", "keras", 20, 32, 42, "", "dl4j", 9),
                        "steps in all its epochs 0, not 9"));
    }

    @ParameterizedTest
    @MethodSource("others")
    void each_difference_is_refused_and_named(RunIdentity other, String difference) {
        assertThatThrownBy(() -> RUN.requireEqual(other, FILE))
                .isInstanceOf(UserException.class)
                .hasMessageStartingWith("checkpoint " + FILE + " is of a run with " + difference + ": ");
    }

    @Test
    void an_equal_run_goes_on() {
        RunIdentity given = new RunIdentity("ab", 1, "cutmix", "keras", 20, 32, 42, "ef", "dl4j", 0);

        assertThatCode(() -> RUN.requireEqual(RUN, FILE)).doesNotThrowAnyException();
        assertThatCode(() -> given.requireEqual(given, FILE)).doesNotThrowAnyException();
        assertThatThrownBy(() -> given.requireEqual(RUN, FILE)).hasMessageContaining("initial weights ef, not drawn");
    }

    @Test
    void what_an_earlier_version_did_not_write_is_what_it_had() {
        RunIdentity earlier = new RunIdentity("ab", 1, "cutmix", "keras", 20, 32, 42, null, null, 0);

        assertThat(earlier).isEqualTo(RUN);
    }
}
