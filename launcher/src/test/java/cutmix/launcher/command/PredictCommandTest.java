package cutmix.launcher.command;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class PredictCommandTest {

    @Test
    void the_trainer_gets_what_the_launcher_was_given() {
        PredictCommand command = new PredictCommand();

        new CommandLine(command)
                .parseArgs(
                        ("--mirrored --format csv --classes cat,dog --recipe strong --image-size 48 --engine libtorch"
                                        + " net.safetensors a.png b.png")
                                .split(" "));

        assertThat(command.arguments())
                .containsExactly(("predict net.safetensors --format csv --mirrored --engine libtorch --classes cat,dog"
                                + " --recipe strong --image-size 48 a.png b.png")
                        .split(" "));
    }

    @Test
    void text_is_the_default() {
        PredictCommand command = new PredictCommand();

        new CommandLine(command).parseArgs("net.zip", "a.png");

        assertThat(command.arguments()).containsExactly("predict", "net.zip", "--format", "text", "a.png");
    }
}
