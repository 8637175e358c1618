package cutmix.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ReadmeTest {

    private static final Pattern OVERLAY_ROW = Pattern.compile("^\\| `(\\S+)` \\|", Pattern.MULTILINE);
    private static final Pattern APPLIED = Pattern.compile("-k (deploy/kubernetes/\\S+)");

    private static List<String> found(Pattern pattern) throws IOException {
        String readme = Files.readString(Folder.ROOT.resolve("README.md"));
        Stream<MatchResult> results = pattern.matcher(readme).results();
        return results.map(result -> result.group(1)).toList();
    }

    @Test
    void the_table_has_every_overlay() throws IOException {
        assertThat(found(OVERLAY_ROW))
                .containsExactlyInAnyOrderElementsOf(Folder.overlays()
                        .filter(overlay -> overlay.folder().startsWith(Folder.ROOT.resolve("overlays")))
                        .map(overlay -> overlay.folder().getFileName().toString())
                        .toList());
    }

    @Test
    void the_overlay_for_a_registry_that_one_has_is_the_one_that_is_tested() throws IOException {
        // Given
        Path example = Folder.ROOT.resolve(
                "src/test/resources/cutmix/kubernetes/overlays/existing-registry/kustomization.yaml");
        String tested = Files.readString(example)
                .replace("../../../../../../../overlays/", "../")
                .replace("../../../../../../../components/", "../../components/");
        // Then
        assertThat(Files.readString(Folder.ROOT.resolve("README.md"))).contains("```yaml\n" + tested + "```");
    }

    @Test
    void the_commands_name_folders_that_are_there() throws IOException {
        assertThat(found(APPLIED)).isNotEmpty().allSatisfy(folder -> assertThat(
                        Folder.ROOT.resolve("../..").resolve(folder))
                .isDirectory());
    }
}
