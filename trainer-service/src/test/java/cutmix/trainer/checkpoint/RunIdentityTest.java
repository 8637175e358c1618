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
    private static final RunIdentity RUN = RunIdentities.cutmix().build();

    static Stream<Arguments> others() {
        return Stream.of(
                Arguments.of(RunIdentities.cutmix().dataset("cd").build(), "dataset ab, not cd"),
                Arguments.of(RunIdentities.cutmix().order(2).build(), "dataset seed 1, not 2"),
                Arguments.of(RunIdentities.cutmix().path("plain").build(), "path cutmix, not plain"),
                Arguments.of(RunIdentities.cutmix().recipe("strong").build(), "recipe keras, not strong"),
                Arguments.of(RunIdentities.cutmix().depth(8).build(), "depth 20, not 8"),
                Arguments.of(RunIdentities.cutmix().batchSize(64).build(), "batch size 32, not 64"),
                Arguments.of(RunIdentities.cutmix().seed(43).build(), "seed 42, not 43"),
                Arguments.of(RunIdentities.cutmix().weights("ef").build(), "initial weights drawn, not ef"),
                Arguments.of(RunIdentities.cutmix().engine("libtorch").build(), "engine dl4j, not libtorch"),
                Arguments.of(RunIdentities.cutmix().steps(9).build(), "steps in all its epochs 0, not 9"));
    }

    @ParameterizedTest
    @MethodSource("others")
    void each_difference_is_refused_and_named(RunIdentity other, String difference) {
        assertThatThrownBy(() -> RUN.requireEqual(other, FILE))
                .isInstanceOf(UserException.class)
                .hasMessageStartingWith("checkpoint " + FILE + " belongs to a run with " + difference + ": ");
    }

    /** Trainers of other versions compare it with their own. */
    @Test
    void its_fingerprint_is_the_one_that_earlier_versions_have_written() {
        assertThat(RUN.fingerprint()).isEqualTo("9f848d7980eb41365a4e52b648ac5308e86b155f8fc1b95a32e9a43e9eb5255f");
    }

    @Test
    void an_equal_run_goes_on() {
        RunIdentity given = RunIdentities.cutmix().weights("ef").build();

        assertThatCode(() -> RUN.requireEqual(RUN, FILE)).doesNotThrowAnyException();
        assertThatCode(() -> given.requireEqual(given, FILE)).doesNotThrowAnyException();
        assertThatThrownBy(() -> given.requireEqual(RUN, FILE)).hasMessageContaining("initial weights ef, not drawn");
    }

    @Test
    void what_an_earlier_version_did_not_write_is_what_it_had() {
        RunIdentity earlier = RunIdentities.cutmix().weights(null).engine(null).build();

        assertThat(earlier).isEqualTo(RUN);
    }
}
