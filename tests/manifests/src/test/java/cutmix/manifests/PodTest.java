package cutmix.manifests;

import cutmix.manifests.manifest.Folder;
import cutmix.manifests.manifest.Kustomization;
import cutmix.manifests.manifest.Manifest;
import cutmix.manifests.manifest.PodPromises;
import cutmix.manifests.manifest.Workload;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Checks every pod as written. */
class PodTest {

    static Stream<Workload> workloads() {
        return Folder.kustomizations().stream().flatMap(file -> {
            Kustomization.Fields fields = Kustomization.in(file.getParent()).fields();
            return fields.resources().stream()
                    .filter(resource -> resource.endsWith(".yaml"))
                    .flatMap(resource -> Workload.in(Manifest.inFile(file.resolveSibling(resource))));
        });
    }

    @ParameterizedTest
    @MethodSource("workloads")
    void is_known_by_its_labels(Workload workload) {
        PodPromises.isKnownByItsLabels(workload);
    }

    @ParameterizedTest
    @MethodSource("workloads")
    void is_restricted(Workload workload) {
        PodPromises.isRestricted(workload);
    }

    @ParameterizedTest
    @MethodSource("workloads")
    void takes_no_variables_from_services(Workload workload) {
        PodPromises.takesNoVariablesFromServices(workload);
    }

    @ParameterizedTest
    @MethodSource("workloads")
    void mounts_its_volumes(Workload workload) {
        PodPromises.mountsItsVolumes(workload);
    }

    @ParameterizedTest
    @MethodSource("workloads")
    void has_requests_and_limits(Workload workload) {
        PodPromises.hasRequestsAndLimits(workload);
    }

    @ParameterizedTest
    @MethodSource("workloads")
    void is_probed_where_it_answers(Workload workload) {
        PodPromises.isProbed(workload);
    }

    @ParameterizedTest
    @MethodSource("workloads")
    void uses_the_cores_that_it_has(Workload workload) {
        PodPromises.usesTheCoresThatItHas(workload);
    }
}
