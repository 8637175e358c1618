package cutmix.manifests;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import cutmix.manifests.manifest.Folder;
import cutmix.manifests.manifest.Kustomization;
import cutmix.manifests.manifest.Manifest;
import cutmix.manifests.manifest.Rendered;
import cutmix.manifests.manifest.Unchangeable;
import cutmix.manifests.manifest.Workload;
import cutmix.schemas.kafka.Topics;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Checks that a second run leaves the brokers' and the cluster's data of the first unchanged. */
class SecondRunTest {

    private static final String INSTANCE = "/metadata/labels/app.kubernetes.io~1instance";

    @TempDir(factory = OverlayFolder.class)
    Path folder;

    private static Map<String, Manifest> byName(List<Manifest> manifests) {
        return manifests.stream().collect(toMap(found -> found.kind() + " " + found.name(), Function.identity()));
    }

    private static Set<String> of(String run, List<Manifest> manifests) {
        Set<String> names = new TreeSet<>();
        manifests.stream()
                .filter(found -> found.content().at(INSTANCE).asText().equals(run))
                .forEach(found -> names.add(found.kind() + " " + found.name()));
        return names;
    }

    /** Renders a copy of an overlay with other settings. */
    private List<Manifest> rendered(String overlay, String... settings) throws Exception {
        Path from = Folder.ROOT.resolve("overlays").resolve(overlay);
        Path own = Files.createDirectory(folder.resolve(overlay));
        String text = Files.readString(from.resolve("kustomization.yaml"))
                .replace("- ../../", "- " + own.relativize(Folder.ROOT) + "/");
        for (String setting : settings) {
            String key = setting.substring(0, setting.indexOf('=') + 1);
            text = text.contains(" - " + key)
                    ? text.replaceFirst(" - " + key + ".*", " - " + setting)
                    : text + "      - " + setting + "\n";
        }
        Files.writeString(own.resolve("kustomization.yaml"), text);
        return Rendered.of(Kustomization.in(own));
    }

    @Test
    void the_first_run_stays_as_it_is_when_the_second_is_applied() throws Exception {
        // Given
        Map<String, Manifest> first = byName(Rendered.overlay("dev"));
        Map<String, Manifest> second = byName(Rendered.example("second"));
        Set<String> both = new TreeSet<>(first.keySet());
        both.retainAll(second.keySet());
        // Then
        assertThat(both)
                .contains("StatefulSet kafka", "Deployment registry", "Deployment page")
                .noneMatch(name -> name.startsWith("Job "))
                .allSatisfy(name -> assertThat(second.get(name).content())
                        .as(name)
                        .isEqualTo(first.get(name).content()));
    }

    @Test
    void each_run_has_jobs_workers_claims_and_settings_of_its_own() throws Exception {
        assertThat(of("first", Rendered.overlay("dev"))).containsExactlyInAnyOrderElementsOf(ofRun("first"));
        assertThat(of("second", Rendered.example("second"))).containsExactlyInAnyOrderElementsOf(ofRun("second"));
        assertThat(of("first", Rendered.example("second"))).isEmpty();
    }

    private static List<String> ofRun(String run) {
        return Stream.of(
                        "ConfigMap run-",
                        "ConfigMap mixing-",
                        "Deployment augment-",
                        "Job loader-",
                        "Job trainer-cutmix-",
                        "Job trainer-plain-",
                        "PersistentVolumeClaim models-cutmix-",
                        "PersistentVolumeClaim models-plain-",
                        "PodDisruptionBudget augment-")
                .map(name -> name + run)
                .toList();
    }

    @Test
    void pods_of_a_run_use_only_its_claims_and_settings_and_workers_find_only_their_pods() throws Exception {
        assertThat(Workload.in(Rendered.example("second")))
                .filteredOn(workload -> workload.labels().containsKey("app.kubernetes.io/instance"))
                .hasSize(4)
                .allSatisfy(workload -> {
                    assertThat(workload.labels()).containsEntry("app.kubernetes.io/instance", "second");
                    assertThat(workload.name()).endsWith("-second");
                    assertThat(workload.container().getEnvFrom())
                            .extracting(source -> source.getConfigMapRef().getName())
                            .contains("kafka", "registry", "run-second")
                            .isSubsetOf("kafka", "registry", "run-second", "mixing-second");
                    assertThat(workload.pod().getVolumes())
                            .filteredOn(volume -> volume.getPersistentVolumeClaim() != null)
                            .allSatisfy(volume -> assertThat(
                                            volume.getPersistentVolumeClaim().getClaimName())
                                    .endsWith("-second"));
                    if (!workload.selector().isEmpty()) {
                        assertThat(workload.selector()).containsEntry("app.kubernetes.io/instance", "second");
                    }
                });
    }

    @Test
    void topics_and_the_workers_group_have_the_runs_prefix_everywhere() throws Exception {
        // When
        List<Manifest> manifests = rendered("strimzi-keda", "RUN=third-try");
        // Then
        Topics topics = new Topics("third-try.");
        assertThat(byName(manifests).get("ConfigMap run-third-try").content().at("/data/CUTMIX_TOPIC_PREFIX"))
                .hasToString("\"" + topics.prefix() + "\"");
        assertThat(manifests)
                .filteredOn(manifest -> manifest.kind().equals("KafkaTopic"))
                .extracting(Manifest::name)
                .containsExactlyInAnyOrder(
                        topics.datasetInfo(),
                        topics.trainImages(),
                        topics.testImages(),
                        topics.mixedImages(),
                        topics.metrics(),
                        topics.steps(),
                        topics.deadLetters());
        Manifest scaling = byName(manifests).get("ScaledObject augment-third-try");
        assertThat(scaling.content().at("/spec/scaleTargetRef/name").asText()).isEqualTo("augment-third-try");
        assertThat(scaling.content().at("/spec/triggers/0/metadata/topic").asText())
                .isEqualTo(topics.trainImages());
        assertThat(scaling.content()
                        .at("/spec/triggers/0/metadata/consumerGroup")
                        .asText())
                .isEqualTo(topics.prefix() + "cutmix-augment");
    }

    @ParameterizedTest
    @ValueSource(strings = {"dev", "cpu", "gpu", "strimzi-keda"})
    void other_settings_under_another_name_change_nothing_that_cannot_be_changed(String overlay) throws Exception {
        // Given
        Map<String, Manifest> before = byName(Rendered.overlay(overlay));
        // When
        Map<String, Manifest> after = byName(rendered(overlay, "RUN=other", "EPOCHS=3", "SEED=7", "RECIPE=strong"));
        // Then
        assertThat(after.keySet()).filteredOn(before::containsKey).isNotEmpty().allSatisfy(name -> assertThat(
                        Unchangeable.of(after.get(name)))
                .as(name)
                .isEqualTo(Unchangeable.of(before.get(name))));
        assertThat(after.keySet())
                .filteredOn(name -> name.startsWith("Job "))
                .hasSize(3)
                .noneMatch(before::containsKey);
    }

    @Test
    void other_settings_under_the_same_name_are_refused_where_they_stand_and_nowhere_else() throws Exception {
        // Given
        Map<String, Manifest> before = byName(Rendered.overlay("dev"));
        // When
        Map<String, Manifest> after = byName(rendered("dev", "EPOCHS=3", "SEED=7"));
        // Then
        assertThat(after.keySet())
                .isEqualTo(before.keySet())
                .filteredOn(name ->
                        !after.get(name).content().equals(before.get(name).content()))
                .containsExactly("ConfigMap run-first");
        assertThat(after.get("ConfigMap run-first").content().get("immutable").asBoolean())
                .isTrue();
    }
}
