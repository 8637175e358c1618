package cutmix.manifests;

import static org.assertj.core.api.Assertions.assertThat;

import cutmix.manifests.manifest.Folder;
import cutmix.manifests.manifest.KubernetesSchema;
import cutmix.manifests.manifest.Manifest;
import cutmix.manifests.manifest.PodPromises;
import cutmix.manifests.manifest.Rendered;
import cutmix.manifests.manifest.Workload;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The pods that are used to copy the networks of a run. */
class NetworksPodTest {

    private static List<Pod> pods() throws Exception {
        String text = Files.readString(Folder.ROOT.resolve("networks.yaml")).replace("RUN", "first");
        return Manifest.inText("networks.yaml", text).stream()
                .map(manifest -> KubernetesSchema.read(manifest, Pod.class))
                .toList();
    }

    private static Workload workload(Pod pod) {
        return new Workload(
                pod.getMetadata().getName(),
                Map.of(),
                new PodTemplateSpec(pod.getMetadata(), pod.getSpec()),
                List.of());
    }

    @Test
    void they_are_allowed_in_the_namespace_and_end_by_themselves() throws Exception {
        assertThat(pods()).hasSize(2).allSatisfy(pod -> {
            PodPromises.hold(workload(pod));
            assertThat(pod.getMetadata().getNamespace()).isEqualTo("cutmix");
            assertThat(pod.getSpec().getActiveDeadlineSeconds()).isPositive();
        });
    }

    @Test
    void they_have_the_claims_and_the_image_of_the_trainers() throws Exception {
        // Given
        List<Workload> trainers = Workload.in(Rendered.overlay("dev"))
                .filter(workload -> workload.program().equals("trainer"))
                .toList();
        List<Workload> copies = pods().stream().map(NetworksPodTest::workload).toList();
        // Then
        assertThat(copies.stream().flatMap(NetworksPodTest::claims))
                .containsExactlyInAnyOrderElementsOf(
                        trainers.stream().flatMap(NetworksPodTest::claims).toList());
        assertThat(copies)
                .extracting(copy -> copy.container().getImage())
                .containsOnly(trainers.get(0).container().getImage());
    }

    private static Stream<String> claims(Workload workload) {
        return workload.pod().getVolumes().stream()
                .filter(volume -> volume.getPersistentVolumeClaim() != null)
                .map(volume -> volume.getPersistentVolumeClaim().getClaimName());
    }
}
