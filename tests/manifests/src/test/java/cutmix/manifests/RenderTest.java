package cutmix.manifests;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import cutmix.manifests.manifest.Folder;
import cutmix.manifests.manifest.KubernetesSchema;
import cutmix.manifests.manifest.Kustomization;
import cutmix.manifests.manifest.Manifest;
import cutmix.manifests.manifest.PodPromises;
import cutmix.manifests.manifest.Rendered;
import cutmix.manifests.manifest.Workload;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Checks the rendered manifests. Skipped without Kustomize. */
class RenderTest {

    static Stream<Kustomization> overlays() {
        return Folder.overlays();
    }

    @ParameterizedTest
    @MethodSource("overlays")
    void all_that_is_rendered_is_valid_and_in_one_namespace(Kustomization overlay) throws Exception {
        // When
        List<Manifest> manifests = Rendered.of(overlay);
        // Then
        assertThat(manifests)
                .hasSize(overlay.resources().size() + overlay.configMaps().size())
                .allSatisfy(manifest -> {
                    assertThat(KubernetesSchema.problems(manifest))
                            .as("%s", manifest)
                            .isEmpty();
                    String name = manifest.kind().equals("Namespace") ? "name" : "namespace";
                    assertThat(manifest.content().path("metadata").path(name).asText())
                            .as("%s", manifest)
                            .isEqualTo(overlay.fields().namespace());
                });
    }

    @ParameterizedTest
    @MethodSource("overlays")
    void pods_keep_their_promises_after_all_patches(Kustomization overlay) throws Exception {
        // When
        List<Manifest> manifests = Rendered.of(overlay);
        // Then
        assertThat(Workload.in(manifests)).isNotEmpty().allSatisfy(workload -> {
            PodPromises.hold(workload);
            assertThat(workload.container().getImage()).contains(":").doesNotEndWith(":latest");
        });
    }

    @ParameterizedTest
    @MethodSource("overlays")
    void pods_refer_to_config_maps_under_their_generated_names(Kustomization overlay) throws Exception {
        // Given
        List<Manifest> manifests = Rendered.of(overlay);
        // When
        Stream<String> referred = Workload.in(manifests)
                .flatMap(workload -> workload.container().getEnvFrom().stream())
                .map(source -> source.getConfigMapRef().getName())
                .distinct();
        // Then
        assertThat(referred)
                .containsExactlyInAnyOrderElementsOf(manifests.stream()
                        .filter(manifest -> manifest.kind().equals("ConfigMap"))
                        .map(Manifest::name)
                        .toList());
    }

    @Test
    void each_trainer_of_the_gpu_overlay_has_a_gpu_and_the_image_for_it() throws Exception {
        assertThat(Workload.in(Rendered.overlay("gpu")))
                .filteredOn(workload -> workload.program().equals("trainer"))
                .hasSize(2)
                .allSatisfy(trainer -> {
                    assertThat(trainer.container().getResources().getLimits()).containsKey("nvidia.com/gpu");
                    assertThat(trainer.container().getImage()).endsWith("-cuda");
                });
        assertThat(Workload.in(Rendered.overlay("gpu")))
                .filteredOn(workload -> workload.program().equals("page"))
                .singleElement()
                .satisfies(page -> assertThat(page.container().getImage()).isEqualTo("cutmix/trainer-service:1.0.0"));
    }

    @Test
    void a_registry_that_one_has_takes_the_place_of_the_one_here() throws Exception {
        // When
        List<Manifest> manifests = Rendered.example("existing-registry");
        // Then
        assertThat(manifests)
                .filteredOn(manifest -> !manifest.kind().equals("ConfigMap"))
                .extracting(Manifest::name)
                .doesNotContain("registry", "to-registry");
        assertThat(registryUrl(manifests)).isEqualTo("https://registry.example.com/apis/registry/v3");
    }

    @Test
    void without_a_registry_its_address_is_empty() throws Exception {
        // When
        List<Manifest> manifests = Rendered.example("no-registry");
        // Then
        assertThat(manifests)
                .filteredOn(manifest -> !manifest.kind().equals("ConfigMap"))
                .extracting(Manifest::name)
                .doesNotContain("registry", "to-registry");
        assertThat(registryUrl(manifests)).isEmpty();
    }

    private static String registryUrl(List<Manifest> manifests) {
        return manifests.stream()
                .filter(manifest -> manifest.kind().equals("ConfigMap"))
                .map(map -> map.content().at("/data/CUTMIX_REGISTRY_URL"))
                .filter(JsonNode::isTextual)
                .map(JsonNode::asText)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void the_number_of_workers_is_left_to_the_autoscaler() throws Exception {
        assertThat(Rendered.overlay("strimzi-keda"))
                .filteredOn(manifest -> manifest.is("Deployment", "augment-first"))
                .singleElement()
                .returns(true, augment -> augment.content().at("/spec/replicas").isMissingNode());
    }
}
