package cutmix.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class OrderlyStopTest {

    @Test
    void a_process_knows_that_it_was_told_to_end_while_it_ends_alone() throws Exception {
        // When
        Process child = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Ending.class.getName()))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String said = new String(child.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        // Then
        assertThat(child.waitFor()).isZero();
        assertThat(said.lines()).containsExactly("at work: false", "ending: true");
    }

    /** Checks the state before and during its end. */
    static final class Ending {

        private Ending() {}

        public static void main(String[] arguments) {
            System.out.println("at work: " + OrderlyStop.isUnderWay());
            Runtime.getRuntime()
                    .addShutdownHook(new Thread(() -> System.out.println("ending: " + OrderlyStop.isUnderWay())));
        }
    }
}
