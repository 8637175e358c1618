package cutmix.manifests;

import static org.assertj.core.api.Assertions.assertThat;

import cutmix.manifests.manifest.Folder;
import cutmix.manifests.manifest.KubernetesSchema;
import cutmix.manifests.manifest.Rendered;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The patches with which the page appends arguments to Jobs, applied in the page's overlay. */
class DocumentedPatchTest {

    private static final Pattern YAML = Pattern.compile("```yaml\\n(.*?)```", Pattern.DOTALL);

    @TempDir(factory = OverlayFolder.class)
    Path folder;

    private static String shown(String text) throws IOException {
        return YAML.matcher(Files.readString(Folder.PAGE))
                .results()
                .map((MatchResult block) -> block.group(1))
                .filter(block -> block.contains(text))
                .findFirst()
                .orElseThrow(() -> new AssertionError("the page shows no YAML with " + text));
    }

    private List<String> arguments(String job, String patches) throws Exception {
        String overlay = shown("RUN=second").replace("- ../../", "- " + folder.relativize(Folder.ROOT) + "/");
        Files.writeString(folder.resolve("kustomization.yaml"), overlay + patches);
        return Rendered.of(folder).stream()
                .filter(manifest -> manifest.is("Job", job))
                .map(manifest -> KubernetesSchema.read(manifest, Job.class))
                .flatMap(found -> found.getSpec().getTemplate().getSpec().getContainers().get(0).getArgs().stream())
                .toList();
    }

    @Test
    void the_loader_gets_the_arguments_that_the_page_appends() throws Exception {
        assertThat(arguments("loader-second", shown("patches:")))
                .contains("--dataset=$(DATASET)")
                .endsWith("--max-epochs-ahead=2", "--runs=second-cutmix,second-plain");
    }

    @Test
    void a_trainer_gets_its_argument_in_the_same_way() throws Exception {
        // Given
        String patches = shown("patches:")
                .replace("name: loader-second", "name: trainer-cutmix-second")
                .replace("--max-epochs-ahead=2", "--skip-bad");
        // Then
        assertThat(arguments("trainer-cutmix-second", patches))
                .startsWith("train")
                .contains("--skip-bad");
    }
}
