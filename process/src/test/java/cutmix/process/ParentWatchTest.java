package cutmix.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ParentWatchTest {

    private static final Duration SOON = Duration.ofSeconds(20);

    @TempDir
    Path folder;

    /** Starts a {@link Child} as a server and another as its client, and continues to run. */
    static final class ParentOfServer {

        private ParentOfServer() {}

        public static void main(String[] arguments) throws Exception {
            Path folder = Path.of(arguments[0]);
            start(ChildJvm.serverOptions(), folder.resolve("server"));
            start(ChildJvm.options(), folder.resolve("client")).waitFor();
        }

        private static Process start(List<String> options, Path folder) throws IOException {
            Files.createDirectory(folder);
            return new ProcessBuilder(java(options, Child.class, folder.toString()))
                    .inheritIO()
                    .start();
        }
    }

    /** Starts a {@link Child}, and continues to run. */
    static final class Parent {

        private Parent() {}

        public static void main(String[] arguments) throws Exception {
            new ProcessBuilder(java(ChildJvm.options(), Child.class, arguments))
                    .inheritIO()
                    .start()
                    .waitFor();
        }
    }

    /** Writes a file with its process id, and another file when it is told to stop. */
    static final class Child {

        private Child() {}

        public static void main(String[] arguments) throws Exception {
            ProcessStart.begin();
            Path folder = Path.of(arguments[0]);
            Runtime.getRuntime().addShutdownHook(new Thread(() -> write(folder.resolve("ended"), "in order")));
            write(folder.resolve("pid"), "" + ProcessHandle.current().pid());
            Thread.sleep(Duration.ofMinutes(2).toMillis());
        }

        private static void write(Path file, String text) {
            try {
                Path whole = Files.writeString(file.resolveSibling(file.getFileName() + ".part"), text);
                Files.move(whole, file);
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        }
    }

    @Test
    void a_child_ends_in_order_when_its_parent_is_killed() throws Exception {
        // Given
        Process parent = start(Parent.class);
        ProcessHandle child = child(folder);

        // When
        parent.destroyForcibly();

        // Then
        await().atMost(SOON).until(() -> !child.isAlive());
        assertThat(folder.resolve("ended")).hasContent("in order");
    }

    /** Otherwise the client could write its pending data into another server on the same port. */
    @Test
    void a_server_outlives_its_client_when_the_parent_of_both_is_killed() throws Exception {
        // Given
        Process parent = start(ParentOfServer.class);
        ProcessHandle server = child(folder.resolve("server"));
        ProcessHandle client = child(folder.resolve("client"));

        // When
        parent.destroyForcibly();

        // Then
        await().atMost(SOON).until(() -> !client.isAlive());
        assertThat(server.isAlive()).isTrue();
        await().atMost(SOON).until(() -> !server.isAlive());
        assertThat(folder.resolve("server/ended")).hasContent("in order");
    }

    @Test
    void a_child_whose_parent_ended_before_it_had_started_ends_at_once() throws Exception {
        // Given
        Process ended = new ProcessBuilder("true").start();
        ended.waitFor();

        // When
        Process child = new ProcessBuilder(
                        java(List.of("-Dparent.process=" + ended.pid()), Child.class, folder.toString()))
                .inheritIO()
                .start();

        // Then
        assertThat(child.waitFor(SOON.toSeconds(), TimeUnit.SECONDS)).isTrue();
        assertThat(child.exitValue()).isEqualTo(OrderlyStop.EXIT_CODE);
    }

    @Test
    void a_process_that_nobody_asked_to_watch_outlives_its_parent() throws Exception {
        // Given: a shell that starts a process in the background, without standard input, and ends
        List<String> command = new ArrayList<>(List.of("sh", "-c", "\"$@\" <&- >/dev/null 2>&1 &", "sh"));
        command.addAll(java(List.of(), Child.class, folder.toString()));
        Process shell = new ProcessBuilder(command).start();

        // When
        assertThat(shell.waitFor()).isZero();

        // Then
        ProcessHandle child = child(folder);
        assertThat(child.onExit().completeOnTimeout(null, 2, TimeUnit.SECONDS).join())
                .isNull();
        child.destroyForcibly();
    }

    private Process start(Class<?> parent) throws IOException {
        return new ProcessBuilder(java(List.of(), parent, folder.toString()))
                .inheritIO()
                .start();
    }

    private static ProcessHandle child(Path folder) throws IOException {
        await().atMost(SOON).until(() -> Files.exists(folder.resolve("pid")));
        return ProcessHandle.of(Long.parseLong(Files.readString(folder.resolve("pid"))))
                .orElseThrow();
    }

    private static List<String> java(List<String> options, Class<?> main, String... arguments) {
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
        command.addAll(options);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
        command.addAll(Arrays.asList(arguments));
        return command;
    }
}
