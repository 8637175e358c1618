package cutmix.loader;

import static org.assertj.core.api.Assertions.assertThat;

import cutmix.process.option.DatasetOption;
import cutmix.schemas.image.ImageFormats;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

class DatasetOptionTest {

    @Command
    private static final class Program {

        @Mixin
        private DatasetOption option;
    }

    @Test
    void the_help_names_the_formats_that_are_decoded() {
        CommandLine program = new CommandLine(new Program());

        assertThat(String.join(
                        " ", program.getCommandSpec().findOption("--dataset").description()))
                .contains("image files (" + ImageFormats.NAMES + ")");
    }
}
