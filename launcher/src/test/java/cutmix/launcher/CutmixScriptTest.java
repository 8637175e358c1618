package cutmix.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The script {@code cutmix} in a project that is not built; a stand-in for Java prints its arguments. */
class CutmixScriptTest {

    @TempDir
    Path folder;

    private Path project;
    private Path programs;

    @BeforeEach
    void a_project() throws IOException {
        // Temporary folders are symbolic links on macOS and other systems.
        folder = folder.toRealPath();
        project = Files.createDirectories(folder.resolve("a project"));
        programs = Files.createDirectory(folder.resolve("programs"));
        Files.copy(Path.of("../cutmix"), project.resolve("cutmix"));
        program("java", "printf '%s\\n' \"$@\"");
    }

    @ParameterizedTest
    @CsvSource({
        "a project, ./cutmix",
        ".,         'a project/cutmix'",
        "links,     ./absolute",
        "links,     ./relative",
        "links,     ./again",
        ".,         links/again",
        "elsewhere, ../linked/relative"
    })
    void builds_and_runs_in_its_own_folder_through_whatever_link_it_is_started(String from, String command)
            throws Exception {
        // Given
        program("mvn", "printf 'mvn %s\\n' \"$@\"");
        Path links = Files.createDirectory(folder.resolve("links"));
        Files.createDirectory(folder.resolve("elsewhere"));
        Files.createSymbolicLink(links.resolve("absolute"), project.resolve("cutmix"));
        Files.createSymbolicLink(links.resolve("relative"), Path.of("../a project/cutmix"));
        Files.createSymbolicLink(links.resolve("again"), Path.of("relative"));
        Files.createSymbolicLink(folder.resolve("linked"), links);

        // When
        List<String> out = run(folder.resolve(from), command, "run", "--help");

        // Then
        assertThat(out).contains("mvn " + project.resolve("pom.xml"), "-Dcutmix.home=" + project);
        assertThat(out).endsWith("cutmix.launcher.Launcher", "run", "--help");
        try (Stream<Path> beside = Files.list(links)) {
            assertThat(beside).allMatch(Files::isSymbolicLink);
        }
    }

    @Test
    void the_real_maven_writes_no_escape_codes_into_a_pipe() throws Exception {
        // Given: a project that Maven builds without any plugin
        pom(project, "<modules><module>launcher</module></modules>");
        pom(Files.createDirectories(project.resolve("launcher")), "");

        // When
        List<String> out = run(project, "./cutmix", "run", "--help");

        // Then
        assertThat(out)
                .endsWith("cutmix.launcher.Launcher", "run", "--help")
                .noneMatch(line -> line.contains("\u001b"));
    }

    @Test
    void the_registry_is_fetched_where_it_is_wanted_and_missing() throws Exception {
        // Given
        program("mvn", "printf 'mvn %s\\n' \"$@\" \"options:$MAVEN_OPTS\"");
        String fetch = "mvn dependency:unpack@registry";

        // When
        List<String> without = run(project, "./cutmix", "kafka");
        List<String> missing = run(project, "./cutmix", "kafka", "--registry", "--port", "1");
        Files.createFile(Files.createDirectories(project.resolve("launcher/broker/target/registry"))
                .resolve("the-runner.jar"));
        List<String> present = run(project, "./cutmix", "kafka", "--registry");

        // Then
        assertThat(without).doesNotContain(fetch);
        assertThat(missing)
                .containsSubsequence(
                        "mvn -Dregistry.home=" + project.resolve("launcher/broker/target/registry"),
                        fetch,
                        "mvn options: -Djansi.noreset=true")
                .doesNotContain("mvn options:")
                .endsWith("kafka", "--registry", "--port", "1");
        assertThat(present).doesNotContain(fetch);
    }

    private static void pom(Path module, String content) throws IOException {
        Files.writeString(
                module.resolve("pom.xml"),
                "<project><modelVersion>4.0.0</modelVersion><groupId>test</groupId><artifactId>"
                        + module.getFileName().toString().replace(' ', '-')
                        + "</artifactId><version>1</version><packaging>pom</packaging>" + content + "</project>");
    }

    private void program(String name, String script) throws IOException {
        Path file = Files.writeString(programs.resolve(name), "#!/bin/sh\n" + script + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
    }

    /** The combined standard output and standard error, read through a pipe. */
    private List<String> run(Path from, String... command) throws Exception {
        List<String> shell = new ArrayList<>(List.of("sh", "-c", "exec \"$0\" \"$@\""));
        shell.addAll(List.of(command));
        ProcessBuilder builder =
                new ProcessBuilder(shell).directory(from.toFile()).redirectErrorStream(true);
        builder.environment().merge("PATH", programs + ":", (path, own) -> own + path);
        // Maven's start script needs the folder of the real Java.
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        builder.environment().remove("MAVEN_OPTS");
        builder.environment().remove("MAVEN_ARGS");
        Process process = builder.start();
        List<String> out = process.inputReader().lines().toList();
        assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
        assertThat(process.exitValue()).as(String.join("\n", out)).isZero();
        return out;
    }
}
