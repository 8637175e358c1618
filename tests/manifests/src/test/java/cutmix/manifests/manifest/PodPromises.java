package cutmix.manifests.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.PodSecurityContext;
import io.fabric8.kubernetes.api.model.Probe;
import io.fabric8.kubernetes.api.model.SecurityContext;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeMount;
import java.util.stream.Stream;

/** Rules for every pod, as written and after every patch. */
public final class PodPromises {

    private static final int HTTP = 8080;

    private PodPromises() {}

    public static void hold(Workload workload) {
        isKnownByItsLabels(workload);
        isRestricted(workload);
        takesNoVariablesFromServices(workload);
        mountsItsVolumes(workload);
        hasRequestsAndLimits(workload);
        isProbed(workload);
        usesTheCoresThatItHas(workload);
    }

    public static void isKnownByItsLabels(Workload workload) {
        assertThat(workload.labels())
                .as("labels of %s", workload)
                .containsAllEntriesOf(workload.selector())
                .containsEntry("app.kubernetes.io/part-of", "cutmix");
    }

    /** The Pod Security Standard "restricted", and a read-only root file system. */
    public static void isRestricted(Workload workload) {
        PodSecurityContext pod = workload.pod().getSecurityContext();
        assertThat(pod.getRunAsNonRoot()).as("%s: runAsNonRoot", workload).isTrue();
        assertThat(pod.getRunAsUser()).as("%s: runAsUser", workload).isPositive();
        assertThat(pod.getSeccompProfile().getType())
                .as("%s: seccomp", workload)
                .isEqualTo("RuntimeDefault");
        assertThat(workload.pod().getAutomountServiceAccountToken())
                .as("%s: service account token", workload)
                .isFalse();
        assertThat(workload.pod().getContainers())
                .as("%s: containers", workload)
                .hasSize(1);
        assertThat(workload.pod().getInitContainers())
                .as("%s: init containers", workload)
                .isEmpty();

        SecurityContext container = workload.container().getSecurityContext();
        assertThat(container.getAllowPrivilegeEscalation())
                .as("%s: privilege escalation", workload)
                .isFalse();
        assertThat(container.getReadOnlyRootFilesystem())
                .as("%s: read-only root", workload)
                .isTrue();
        assertThat(container.getCapabilities().getDrop())
                .as("%s: capabilities", workload)
                .containsExactly("ALL");
        assertThat(container.getCapabilities().getAdd())
                .as("%s: capabilities", workload)
                .isEmpty();
    }

    /** For a Service named kafka, they would begin with KAFKA_ and be read as settings of Kafka's clients. */
    public static void takesNoVariablesFromServices(Workload workload) {
        assertThat(workload.pod().getEnableServiceLinks())
                .as("%s: service links", workload)
                .isFalse();
    }

    public static void mountsItsVolumes(Workload workload) {
        assertThat(workload.container().getVolumeMounts())
                .extracting(VolumeMount::getName)
                .as("volumes of %s", workload)
                .containsExactlyInAnyOrderElementsOf(Stream.concat(
                                workload.claims().stream(),
                                workload.pod().getVolumes().stream().map(Volume::getName))
                        .toList());
        assertThat(workload.container().getVolumeMounts())
                .extracting(VolumeMount::getMountPath)
                .as("%s: a folder for temporary files", workload)
                .contains("/tmp");
        assertThat(workload.pod().getTerminationGracePeriodSeconds())
                .as("%s: time to stop", workload)
                .isPositive();
    }

    public static void hasRequestsAndLimits(Workload workload) {
        Container container = workload.container();
        assertThat(container.getResources().getRequests())
                .as("requests of %s", workload)
                .containsKeys("cpu", "memory");
        assertThat(container.getResources().getLimits())
                .as("limits of %s", workload)
                .containsKeys("cpu", "memory");
        container.getResources().getRequests().forEach((resource, request) -> assertThat(request.getNumericalAmount())
                .as("%s: %s requested within the limit", workload, resource)
                .isLessThanOrEqualTo(
                        container.getResources().getLimits().get(resource).getNumericalAmount()));
    }

    public static void isProbed(Workload workload) {
        Container container = workload.container();
        switch (workload.program()) {
            case "augment", "trainer" -> {
                asksOverHttp(workload, container.getStartupProbe(), "/q/health/started");
                asksOverHttp(workload, container.getLivenessProbe(), "/q/health/live");
                asksOverHttp(workload, container.getReadinessProbe(), "/q/health/ready");
            }
            case "page" -> {
                asksOverHttp(workload, container.getStartupProbe(), "/q/health/started");
                asksOverHttp(workload, container.getLivenessProbe(), "/q/health/live");
                asksOverHttp(workload, container.getReadinessProbe(), "/q/health/live");
            }
            case "registry" -> {
                asksOverHttp(workload, container.getStartupProbe(), "/health/live");
                asksOverHttp(workload, container.getLivenessProbe(), "/health/live");
                asksOverHttp(workload, container.getReadinessProbe(), "/health/ready");
            }
            case "kafka" ->
                assertThat(workload.port(
                                container.getReadinessProbe().getTcpSocket().getPort()))
                        .as("%s: probed port", workload)
                        .hasValue(9092);
            default ->
                assertThat(container.getPorts())
                        .as("%s serves nothing", workload)
                        .isEmpty();
        }
    }

    private static void asksOverHttp(Workload workload, Probe probe, String path) {
        assertThat(probe).as("%s: probe %s", workload, path).isNotNull();
        assertThat(probe.getHttpGet().getPath()).as("%s: probe", workload).isEqualTo(path);
        assertThat(workload.port(probe.getHttpGet().getPort()))
                .as("%s: port of probe %s", workload, path)
                .hasValue(HTTP);
    }

    public static void usesTheCoresThatItHas(Workload workload) {
        if (workload.program().equals("trainer")) {
            assertThat(workload.container().getEnv())
                    .filteredOn(variable -> variable.getName().equals("OMP_NUM_THREADS"))
                    .as("%s: OMP_NUM_THREADS", workload)
                    .singleElement()
                    .extracting(EnvVar::getValueFrom)
                    .returns(
                            "limits.cpu", source -> source.getResourceFieldRef().getResource());
        }
    }
}
