package cutmix.manifests;

import static org.assertj.core.api.Assertions.assertThat;

import cutmix.manifests.manifest.Folder;
import cutmix.manifests.manifest.KubernetesSchema;
import cutmix.manifests.manifest.Kustomization;
import cutmix.manifests.manifest.Manifest;
import cutmix.manifests.manifest.Rendered;
import cutmix.manifests.manifest.Workload;
import cutmix.schemas.failure.ExitCode;
import io.fabric8.kubernetes.api.model.Probe;
import io.fabric8.kubernetes.api.model.TopologySpreadConstraint;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.batch.v1.PodFailurePolicyRule;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Checks the behavior of pods that fail, are moved, start on slow nodes, or get other settings. */
class SecondDayTest {

    /** The longest possible start, in seconds. */
    private static final int SLOW_START = 600;

    static Stream<Kustomization> overlays() {
        return Folder.overlays();
    }

    private static Stream<Job> jobs(Kustomization overlay) throws Exception {
        return Rendered.of(overlay).stream()
                .filter(manifest -> manifest.kind().equals("Job"))
                .map(job -> KubernetesSchema.read(job, Job.class));
    }

    @ParameterizedTest
    @MethodSource("overlays")
    void a_failed_try_keeps_its_log_and_a_wrong_setting_is_tried_once(Kustomization overlay) throws Exception {
        assertThat(jobs(overlay)).hasSize(3).allSatisfy(job -> {
            assertThat(job.getSpec().getTemplate().getSpec().getRestartPolicy()).isEqualTo("Never");
            assertThat(job.getSpec().getBackoffLimit()).isBetween(3, 10);
            List<PodFailurePolicyRule> rules =
                    job.getSpec().getPodFailurePolicy().getRules();
            assertThat(rules)
                    .extracting(PodFailurePolicyRule::getAction)
                    .as("a moved pod does not count as failed, whatever its exit code")
                    .containsExactly("Ignore", "FailJob");
            assertThat(rules.get(0).getOnPodConditions())
                    .singleElement()
                    .satisfies(condition -> assertThat(condition.getType()).isEqualTo("DisruptionTarget"));
            assertThat(rules.get(1).getOnExitCodes().getOperator()).isEqualTo("In");
            assertThat(rules.get(1).getOnExitCodes().getValues()).containsExactly(ExitCode.WRONG_SETTING.code());
            assertThat(job.getSpec().getTemplate().getSpec().getContainers())
                    .extracting(container -> container.getName())
                    .containsExactly(rules.get(1).getOnExitCodes().getContainerName());
        });
    }

    @ParameterizedTest
    @MethodSource("overlays")
    void a_second_try_finds_what_the_first_has_downloaded(Kustomization overlay) throws Exception {
        if (overlay.configMaps().get("run").get("DATASET").equals("cifar10")) {
            assertThat(Workload.in(Rendered.of(overlay)))
                    .filteredOn(workload -> workload.program().equals("loader"))
                    .flatExtracting(workload -> workload.pod().getVolumes())
                    .filteredOn(volume -> volume.getName().equals("cache"))
                    .singleElement()
                    .satisfies(cache -> {
                        assertThat(cache.getEmptyDir()).isNull();
                        assertThat(Rendered.of(overlay))
                                .anyMatch(manifest -> manifest.is(
                                        "PersistentVolumeClaim",
                                        cache.getPersistentVolumeClaim().getClaimName()));
                    });
        }
    }

    @ParameterizedTest
    @MethodSource("overlays")
    void a_slow_node_has_time_to_start_a_pod(Kustomization overlay) throws Exception {
        assertThat(Workload.in(Rendered.of(overlay)))
                .filteredOn(workload -> !workload.program().equals("loader"))
                .allSatisfy(workload -> {
                    Probe startup = workload.container().getStartupProbe();
                    assertThat(startup.getPeriodSeconds() * startup.getFailureThreshold())
                            .as("%s: seconds", workload)
                            .isGreaterThanOrEqualTo(SLOW_START);
                });
    }

    @ParameterizedTest
    @MethodSource("overlays")
    void workers_of_other_settings_never_mix_side_by_side_and_are_spread_over_nodes(Kustomization overlay)
            throws Exception {
        // When
        List<Deployment> workers = Rendered.of(overlay).stream()
                .filter(manifest ->
                        manifest.kind().equals("Deployment") && manifest.name().startsWith("augment"))
                .map(manifest -> KubernetesSchema.read(manifest, Deployment.class))
                .toList();
        // Then
        assertThat(workers).singleElement().satisfies(worker -> {
            assertThat(worker.getSpec().getStrategy().getType()).isEqualTo("Recreate");
            assertThat(worker.getSpec().getTemplate().getSpec().getTopologySpreadConstraints())
                    .singleElement()
                    .returns("kubernetes.io/hostname", TopologySpreadConstraint::getTopologyKey)
                    .returns("ScheduleAnyway", TopologySpreadConstraint::getWhenUnsatisfiable)
                    .satisfies(spread -> assertThat(
                                    worker.getSpec().getSelector().getMatchLabels())
                            .containsAllEntriesOf(spread.getLabelSelector().getMatchLabels()));
        });
    }

    @ParameterizedTest
    @MethodSource("overlays")
    void everything_can_be_chosen_by_one_label(Kustomization overlay) throws Exception {
        assertThat(Rendered.of(overlay)).allSatisfy(manifest -> assertThat(manifest.content()
                        .at("/metadata/labels/app.kubernetes.io~1part-of")
                        .asText())
                .as("%s", manifest)
                .isEqualTo("cutmix"));
    }

    @ParameterizedTest
    @MethodSource("overlays")
    void every_claim_is_mounted_and_every_mounted_claim_is_there(Kustomization overlay) throws Exception {
        // Given
        List<Manifest> manifests = Rendered.of(overlay);
        // When
        Stream<String> mounted = Workload.in(manifests)
                .flatMap(workload -> workload.pod().getVolumes().stream())
                .filter(volume -> volume.getPersistentVolumeClaim() != null)
                .map(volume -> volume.getPersistentVolumeClaim().getClaimName());
        // Then
        assertThat(mounted)
                .containsExactlyInAnyOrderElementsOf(manifests.stream()
                        .filter(manifest -> manifest.kind().equals("PersistentVolumeClaim"))
                        .map(Manifest::name)
                        .toList());
    }

    @ParameterizedTest
    @MethodSource("overlays")
    void trainers_wait_for_as_many_epochs_as_the_loader_writes(Kustomization overlay) throws Exception {
        assertThat(jobs(overlay)).allSatisfy(job -> assertThat(job.getSpec()
                        .getTemplate()
                        .getSpec()
                        .getContainers()
                        .get(0)
                        .getArgs())
                .contains("--epochs=$(EPOCHS)"));
    }
}
