package cutmix.manifests.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

public class KustomizationTest {

    public static Stream<Kustomization> overlays() {
        return Folder.overlays();
    }

    @Test
    public void every_file_is_named_by_the_kustomization_beside_it_and_is_there() {
        // When
        Stream<Path> named =
                Folder.kustomizations().stream().flatMap(file -> Kustomization.in(file.getParent()).files().stream());
        // Then
        assertThat(named).containsExactlyInAnyOrderElementsOf(Folder.manifests());
    }

    @Test
    public void every_kustomization_is_used_by_an_overlay() {
        // When
        Set<Path> used = overlays()
                .flatMap(overlay -> overlay.withParts().stream())
                .map(part -> part.folder().resolve("kustomization.yaml"))
                .collect(Collectors.toSet());
        // Then
        assertThat(used).containsAll(Folder.kustomizations());
    }

    @Test
    public void components_are_components_and_the_rest_is_not() {
        assertThat(Folder.kustomizations()).allSatisfy(file -> {
            boolean component = file.startsWith(Folder.ROOT.resolve("components"));
            Kustomization.Fields fields = Kustomization.in(file.getParent()).fields();
            assertThat(fields.kind()).isEqualTo(component ? "Component" : "Kustomization");
            assertThat(fields.apiVersion())
                    .isEqualTo("kustomize.config.k8s.io/" + (component ? "v1alpha1" : "v1beta1"));
        });
    }

    @ParameterizedTest
    @MethodSource("overlays")
    public void no_resource_is_there_twice(Kustomization overlay) {
        assertThat(overlay.resources())
                .extracting(manifest -> manifest.kind() + " " + manifest.name())
                .doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @MethodSource("overlays")
    public void every_patch_has_a_target(Kustomization overlay) {
        // Given
        List<Manifest> resources = new ArrayList<>(overlay.writtenResources());
        resources.addAll(overlay.generated());
        // Then
        assertThat(overlay.patches()).allSatisfy(patch -> assertThat(resources).anyMatch(patch::isFor));
    }

    @ParameterizedTest
    @MethodSource("overlays")
    public void every_merged_config_map_is_there_before(Kustomization overlay) {
        // Given
        List<Kustomization.ConfigMap> generators = overlay.withParts().stream()
                .flatMap(part -> part.fields().configMapGenerator().stream())
                .toList();
        Set<String> made = generators.stream()
                .filter(map -> map.behavior() == null)
                .map(Kustomization.ConfigMap::name)
                .collect(Collectors.toSet());
        // Then
        assertThat(generators).filteredOn(map -> map.behavior() != null).allSatisfy(map -> {
            assertThat(map.behavior()).isEqualTo("merge");
            assertThat(made).contains(map.name());
        });
    }

    @ParameterizedTest
    @MethodSource("overlays")
    public void every_image_has_a_tag_that_stays(Kustomization overlay) {
        assertThat(Workload.in(overlay.resources())).allSatisfy(workload -> {
            String image = workload.container().getImage();
            String tag = image.contains(":")
                    ? image.substring(image.indexOf(':') + 1)
                    : overlay.imageTags().getOrDefault(image, "");
            assertThat(tag).as("tag of %s", image).isNotBlank().isNotEqualTo("latest");
        });
    }

    @ParameterizedTest
    @MethodSource("overlays")
    public void the_tags_are_of_images_that_are_used(Kustomization overlay) {
        assertThat(Workload.in(overlay.resources())
                        .map(workload -> workload.container().getImage())
                        .toList())
                .containsAll(overlay.imageTags().keySet());
    }
}
