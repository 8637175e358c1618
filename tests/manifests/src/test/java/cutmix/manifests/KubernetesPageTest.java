package cutmix.manifests;

import static org.assertj.core.api.Assertions.assertThat;

import cutmix.manifests.manifest.Folder;
import cutmix.manifests.manifest.Manifest;
import cutmix.manifests.manifest.Rendered;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KubernetesPageTest {

    private static final Pattern OVERLAY_ROW = Pattern.compile("^\\| `(\\S+)` \\|", Pattern.MULTILINE);
    private static final Pattern APPLIED = Pattern.compile("-k (deploy/kubernetes/\\S+)");

    /** The path from an example to the manifests. */
    private static final String UP = "../../../../../../../../../deploy/kubernetes/";

    private static final Pattern PRUNED = Pattern.compile("--prune-allowlist=(\\S+)");

    private static List<String> found(Pattern pattern) throws IOException {
        String page = Files.readString(Folder.PAGE);
        Stream<MatchResult> results = pattern.matcher(page).results();
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

    @ParameterizedTest
    @ValueSource(strings = {"existing-registry", "second"})
    void the_overlays_that_it_shows_are_those_that_are_tested(String name) throws IOException {
        // Given
        Path example = Folder.EXAMPLES.resolve(name).resolve("kustomization.yaml");
        String tested =
                Files.readString(example).replace(UP + "overlays/", "../").replace(UP, "../../");
        // Then
        assertThat(Files.readString(Folder.PAGE)).contains("```yaml\n" + tested + "```");
    }

    @Test
    void the_commands_name_folders_that_are_there() throws IOException {
        assertThat(found(APPLIED)).isNotEmpty().allSatisfy(folder -> assertThat(
                        Folder.ROOT.resolve("../..").resolve(folder))
                .satisfiesAnyOf(found -> assertThat(found).isDirectory(), found -> assertThat(
                                Folder.EXAMPLES.resolve(found.getFileName()))
                        .as("the overlay that the page describes")
                        .isDirectory()));
    }

    @Test
    void all_kinds_of_an_overlay_are_pruned() throws Exception {
        // Given
        List<String> pruned = found(PRUNED);
        List<String> rendered = Stream.of(
                        Rendered.overlay("dev"), Rendered.overlay("cpu"), Rendered.overlay("strimzi-keda"))
                .flatMap(List::stream)
                .filter(manifest -> !manifest.kind().equals("Namespace"))
                .map(KubernetesPageTest::groupVersionKind)
                .distinct()
                .toList();
        // Then
        assertThat(pruned).containsExactlyInAnyOrderElementsOf(rendered);
    }

    private static String groupVersionKind(Manifest manifest) {
        String version = manifest.content().path("apiVersion").asText();
        return (version.contains("/") ? version : "core/" + version) + "/" + manifest.kind();
    }

    @Test
    void its_commands_name_resources_of_the_runs() throws Exception {
        // Given
        String page = Files.readString(Folder.PAGE);
        List<String> rendered = Stream.of(Rendered.overlay("dev"), Rendered.example("second"))
                .flatMap(List::stream)
                .map(Manifest::name)
                .toList();
        // Then
        assertThat(page)
                .contains("job/trainer-cutmix-first", "deployment augment-second", "service/page", "exec -it kafka-0");
        assertThat(rendered).contains("trainer-cutmix-first", "augment-second", "page", "kafka");
    }
}
