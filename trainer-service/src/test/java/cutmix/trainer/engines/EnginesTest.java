package cutmix.trainer.engines;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cutmix.schemas.failure.UserException;
import cutmix.trainer.dl4j.Execution;
import cutmix.trainer.fixture.BuiltEngines;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EnginesTest {

    @TempDir
    Path folder;

    @Test
    void deeplearning4j_is_the_default() {
        EngineChoice choice =
                new Engines(Execution.FUSED, "float32", true, Optional.empty(), folder).choose(Optional.empty());

        assertThat(choice.library().name()).isEqualTo("dl4j");
        assertThat(choice.reason()).isEqualTo("the default");
    }

    @Test
    void the_command_line_goes_before_the_configuration() {
        Engines engines = new Engines(Execution.FUSED, "float32", true, Optional.of("libtorch"), BuiltEngines.folder());

        assertThat(engines.choose(Optional.empty()).library().name()).isEqualTo("libtorch");
        assertThat(engines.choose(Optional.of("dl4j")).library().name()).isEqualTo("dl4j");
    }

    @Test
    void an_engine_that_is_not_here_or_unknown_is_refused() {
        Engines engines = new Engines(Execution.FUSED, "float32", true, Optional.empty(), folder);

        assertThatThrownBy(() -> engines.choose(Optional.of("libtorch")))
                .isInstanceOf(UserException.class)
                .hasMessageStartingWith(
                        "the engine libtorch is missing: there is no folder " + folder.resolve("libtorch"));
        assertThatThrownBy(() -> engines.choose(Optional.of("tensorflow")))
                .isInstanceOf(UserException.class)
                .hasMessage("--engine tensorflow is unknown: choose dl4j or libtorch");
    }

    @Test
    void a_precision_that_only_libtorch_has_is_computed_by_it_or_refused() {
        // Given
        Engines engines = new Engines(Execution.FUSED, "bf16", true, Optional.empty(), BuiltEngines.folder());

        // When
        EngineChoice choice = engines.choose(Optional.empty());

        // Then
        assertThat(choice.library().name()).isEqualTo("libtorch");
        assertThat(choice.reason()).startsWith("since dl4j cannot serve: ");
        assertThat(choice.identity()).isEqualTo("libtorch in bf16");
        assertThatThrownBy(() -> engines.choose(Optional.of("dl4j")))
                .isInstanceOf(UserException.class)
                .hasMessage("the engine dl4j computes in float32, not in bf16: set CUTMIX_TRAINER_PRECISION to float32,"
                        + " or use --engine libtorch");
    }

    @Test
    void a_precision_that_is_unknown_is_refused() {
        Engines engines = new Engines(Execution.FUSED, "fp8", true, Optional.empty(), BuiltEngines.folder());

        assertThatThrownBy(() -> engines.choose(Optional.of("dl4j")))
                .isInstanceOf(UserException.class)
                .hasMessage("CUTMIX_TRAINER_PRECISION=fp8 is unknown: choose float32, tf32, bf16");
    }
}
