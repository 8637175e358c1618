package cutmix.trainer.dl4j;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.bytedeco.javacpp.Loader;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JavaCppTest {

    @ParameterizedTest
    @ValueSource(classes = {EngineFirst.class, MetersFirst.class})
    void meters_that_are_read_while_the_engine_loads_its_libraries_do_not_stop_it(Class<?> main) throws Exception {
        // When
        Process process = start(main);

        // Then
        try {
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).as("it has ended").isTrue();
            assertThat(process.exitValue()).isZero();
        } finally {
            process.destroyForcibly();
        }
    }

    private static Process start(Class<?> main) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        main.getName())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    /** Reads the meters while the engine initializes JavaCPP. */
    static final class EngineFirst {
        public static void main(String... arguments) throws InterruptedException {
            together(Dl4j::ready, JavaCpp::physicalBytes);
        }
    }

    /** Loads the engine while the meters initialize JavaCPP. */
    static final class MetersFirst {
        public static void main(String... arguments) throws InterruptedException {
            together(JavaCpp::physicalBytes, Dl4j::ready);
        }
    }

    private static void together(Runnable first, Runnable second) throws InterruptedException {
        Thread thread = new Thread(first);
        thread.start();
        while (thread.isAlive() && !isInitializing(thread)) {
            Thread.onSpinWait();
        }
        second.run();
        thread.join();
    }

    private static boolean isInitializing(Thread thread) {
        return Stream.of(thread.getStackTrace())
                .anyMatch(frame -> frame.getClassName().equals(Loader.class.getName())
                        && frame.getMethodName().equals("<clinit>"));
    }
}
