package cutmix.launcher.installation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BuildCommitTest {

    private static final Path SCRIPT = Path.of("src/build/commit.sh").toAbsolutePath();

    @TempDir
    Path folder;

    @Test
    void a_build_names_the_commit_that_its_files_are_and_none_else() throws Exception {
        // Given
        assertThat(written()).isEqualTo("commit=\n");
        git("init", "--quiet");
        Files.writeString(folder.resolve(".gitignore"), "*.properties\n");
        git("add", ".");
        git("-c", "user.name=a", "-c", "user.email=a@b", "commit", "--quiet", "-m", "One");
        String commit = git("rev-parse", "HEAD");
        // When, Then
        assertThat(written()).isEqualTo("commit=" + commit);
        Files.writeString(folder.resolve("changed"), "");
        assertThat(written()).isEqualTo("commit=\n");
    }

    @Test
    void this_build_has_at_most_one() {
        BuildCommit.known().ifPresent(commit -> assertThat(commit).matches("[0-9a-f]{40}"));
    }

    private String written() throws IOException, InterruptedException {
        run(List.of("sh", SCRIPT.toString(), "build.properties"));
        return Files.readString(folder.resolve("build.properties"));
    }

    private String git(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("git"));
        command.addAll(List.of(arguments));
        return run(command);
    }

    private String run(List<String> command) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
        builder.environment().put("GIT_CEILING_DIRECTORIES", folder.getParent().toString());
        Process process = builder.redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
        return said;
    }
}
