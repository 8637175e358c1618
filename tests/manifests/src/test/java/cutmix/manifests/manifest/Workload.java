package cutmix.manifests.manifest;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerPort;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A resource that creates pods of one container each.
 *
 * @param selector the labels by which it selects its pods; empty for a Job, which chooses them itself
 * @param claims the names of volumes from claim templates
 */
public record Workload(String name, Map<String, String> selector, PodTemplateSpec template, List<String> claims) {

    public static Stream<Workload> in(List<Manifest> manifests) {
        return manifests.stream().flatMap(manifest -> of(manifest).stream());
    }

    private static Optional<Workload> of(Manifest manifest) {
        return switch (manifest.kind()) {
            case "Deployment" -> Optional.of(of(KubernetesSchema.read(manifest, Deployment.class)));
            case "StatefulSet" -> Optional.of(of(KubernetesSchema.read(manifest, StatefulSet.class)));
            case "Job" -> Optional.of(of(KubernetesSchema.read(manifest, Job.class)));
            default -> Optional.empty();
        };
    }

    private static Workload of(Deployment deployment) {
        return new Workload(
                deployment.getMetadata().getName(),
                deployment.getSpec().getSelector().getMatchLabels(),
                deployment.getSpec().getTemplate(),
                List.of());
    }

    private static Workload of(StatefulSet set) {
        return new Workload(
                set.getMetadata().getName(),
                set.getSpec().getSelector().getMatchLabels(),
                set.getSpec().getTemplate(),
                set.getSpec().getVolumeClaimTemplates().stream()
                        .map(claim -> claim.getMetadata().getName())
                        .toList());
    }

    private static Workload of(Job job) {
        return new Workload(job.getMetadata().getName(), Map.of(), job.getSpec().getTemplate(), List.of());
    }

    public Map<String, String> labels() {
        return template.getMetadata().getLabels();
    }

    /** The program that it runs. */
    public String program() {
        return labels().get("app.kubernetes.io/name");
    }

    public PodSpec pod() {
        return template.getSpec();
    }

    public Container container() {
        return pod().getContainers().get(0);
    }

    /** The port number for a number or a name, if it is declared. */
    public Optional<Integer> port(IntOrString port) {
        return container().getPorts().stream()
                .filter(declared -> declared.getName().equals(port.getStrVal())
                        || declared.getContainerPort().equals(port.getIntVal()))
                .map(ContainerPort::getContainerPort)
                .findFirst();
    }

    @Override
    public String toString() {
        return name;
    }
}
