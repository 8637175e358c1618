package cutmix.manifests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import cutmix.manifests.manifest.Folder;
import cutmix.manifests.manifest.KubernetesSchema;
import cutmix.manifests.manifest.Kustomization;
import cutmix.manifests.manifest.Manifest;
import cutmix.manifests.manifest.Workload;
import cutmix.schemas.kafka.Topics;
import io.fabric8.kubernetes.api.model.ConfigMapKeySelector;
import io.fabric8.kubernetes.api.model.EnvFromSource;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.LabelSelector;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Checks that the files fit together. */
class PipelineTest {

    private static final Pattern VARIABLE = Pattern.compile("\\$\\((\\w+)\\)");
    private static final Topics TOPICS = new Topics("");

    static Stream<Kustomization> overlays() {
        return Folder.overlays();
    }

    private static Stream<Manifest> of(String kind, Kustomization overlay) {
        return overlay.resources().stream().filter(manifest -> manifest.kind().equals(kind));
    }

    private static Stream<Workload> services(Kustomization overlay) {
        return Workload.in(overlay.resources())
                .filter(workload -> !Set.of("kafka", "registry").contains(workload.program()));
    }

    /** The variables that a container takes from ConfigMaps. */
    private static Map<String, String> configuration(Workload workload, Kustomization overlay) {
        Map<String, String> variables = new HashMap<>();
        for (EnvFromSource source : workload.container().getEnvFrom()) {
            String name = source.getConfigMapRef().getName();
            assertThat(overlay.configMaps()).as("ConfigMaps for %s", workload).containsKey(name);
            variables.putAll(overlay.configMaps().get(name));
        }
        workload.container().getEnv().stream()
                .filter(variable -> variable.getValueFrom() != null
                        && variable.getValueFrom().getConfigMapKeyRef() != null)
                .forEach(variable -> {
                    ConfigMapKeySelector key = variable.getValueFrom().getConfigMapKeyRef();
                    variables.put(
                            variable.getName(),
                            overlay.configMaps().get(key.getName()).get(key.getKey()));
                });
        return variables;
    }

    @ParameterizedTest
    @MethodSource("overlays")
    void every_service_has_the_variables_that_its_arguments_name(Kustomization overlay) {
        assertThat(Workload.in(overlay.resources())).allSatisfy(workload -> {
            Set<String> named = workload.container().getArgs().stream()
                    .flatMap(argument -> VARIABLE.matcher(argument).results())
                    .map(result -> result.group(1))
                    .collect(Collectors.toSet());
            assertThat(configuration(workload, overlay).keySet())
                    .as("variables of %s", workload)
                    .containsAll(named);
        });
    }

    @ParameterizedTest
    @MethodSource("overlays")
    void every_service_knows_the_brokers(Kustomization overlay) {
        assertThat(services(overlay)).hasSize(5).allSatisfy(workload -> assertThat(configuration(workload, overlay))
                .containsKey("KAFKA_BOOTSTRAP_SERVERS"));
    }

    @ParameterizedTest
    @MethodSource("overlays")
    void every_service_knows_the_one_registry_or_that_there_is_none(Kustomization overlay) {
        // Given
        List<Service> registries = of("Service", overlay)
                .filter(service -> service.name().equals("registry"))
                .map(service -> KubernetesSchema.read(service, Service.class))
                .toList();
        // When
        Set<String> addresses = services(overlay)
                .map(service -> configuration(service, overlay).get("CUTMIX_REGISTRY_URL"))
                .collect(Collectors.toSet());
        // Then
        assertThat(addresses).hasSize(1).doesNotContainNull();
        String address = addresses.iterator().next();
        assertThat(registries)
                .hasSize(address.startsWith("http://registry:") ? 1 : 0)
                .allSatisfy(registry -> assertThat(address)
                        .isEqualTo(
                                "http://registry:%d/apis/registry/v3",
                                registry.getSpec().getPorts().get(0).getPort()));
        assertThat(Workload.in(overlay.resources()))
                .filteredOn(workload -> workload.program().equals("registry"))
                .hasSameSizeAs(registries);
        assertThat(of("NetworkPolicy", overlay).map(Manifest::name).filter(name -> name.startsWith("to-")))
                .as("ways to a registry")
                .filteredOn(name -> name.endsWith("registry"))
                .hasSize(address.isEmpty() ? 0 : 1);
    }

    @ParameterizedTest
    @MethodSource("overlays")
    void a_registry_keeps_its_schemas_in_the_brokers_for_ever(Kustomization overlay) {
        assertThat(Workload.in(overlay.resources()))
                .filteredOn(workload -> workload.program().equals("registry"))
                .allSatisfy(registry -> {
                    assertThat(configuration(registry, overlay))
                            .containsEntry(
                                    "APICURIO_KAFKASQL_BOOTSTRAP_SERVERS",
                                    overlay.configMaps().get("kafka").get("KAFKA_BOOTSTRAP_SERVERS"));
                    assertThat(registry.container().getEnv())
                            .extracting(EnvVar::getName, EnvVar::getValue)
                            .contains(
                                    tuple("APICURIO_STORAGE_KIND", "kafkasql"),
                                    tuple("APICURIO_KAFKASQL_TOPIC_RETENTION_MS", "-1"),
                                    tuple("APICURIO_KAFKASQL_TOPIC_CLEANUP_POLICY", "delete"));
                });
    }

    @ParameterizedTest
    @MethodSource("overlays")
    void every_config_map_is_used(Kustomization overlay) {
        // When
        Set<String> used = Workload.in(overlay.resources())
                .flatMap(workload -> workload.container().getEnvFrom().stream())
                .map(source -> source.getConfigMapRef().getName())
                .collect(Collectors.toSet());
        // Then
        assertThat(used).isEqualTo(overlay.configMaps().keySet());
    }

    @ParameterizedTest
    @MethodSource("overlays")
    void the_brokers_that_an_overlay_brings_are_those_that_the_services_ask(Kustomization overlay) {
        // Given
        String address = overlay.configMaps().get("kafka").get("KAFKA_BOOTSTRAP_SERVERS");
        // Then
        assertThat(Workload.in(overlay.resources()))
                .filteredOn(workload -> workload.program().equals("kafka"))
                .allSatisfy(broker -> assertThat(broker.container().getEnv())
                        .filteredOn(variable -> variable.getName().equals("KAFKA_ADVERTISED_LISTENERS"))
                        .extracting(EnvVar::getValue)
                        .containsExactly("PLAINTEXT://" + address));
        assertThat(of("Kafka", overlay)).allSatisfy(cluster -> {
            assertThat(address)
                    .isEqualTo(
                            "%s-kafka-bootstrap.%s.svc:%d",
                            cluster.name(),
                            overlay.fields().namespace(),
                            cluster.content().at("/spec/kafka/listeners/0/port").asInt());
            assertThat(Stream.concat(of("KafkaTopic", overlay), of("KafkaNodePool", overlay)))
                    .allSatisfy(part -> assertThat(part.content()
                                    .at("/metadata/labels/strimzi.io~1cluster")
                                    .asText())
                            .isEqualTo(cluster.name()));
        });
    }

    @ParameterizedTest
    @MethodSource("overlays")
    void topics_have_the_partitions_that_the_loader_asks_for(Kustomization overlay) {
        // Given
        int partitions = Integer.parseInt(overlay.configMaps().get("run").get("PARTITIONS"));
        Map<String, Integer> expected =
                TOPICS.imageTopics().stream().collect(Collectors.toMap(topic -> topic, topic -> partitions));
        expected.putAll(
                Map.of(TOPICS.datasetInfo(), 1, TOPICS.metrics(), 1, TOPICS.steps(), 1, TOPICS.deadLetters(), 1));
        // When
        Map<String, Integer> topics = of("KafkaTopic", overlay)
                .collect(Collectors.toMap(
                        Manifest::name,
                        topic -> topic.content().at("/spec/partitions").asInt()));
        // Then
        assertThat(topics).isIn(Map.of(), expected);
        assertThat(topics.isEmpty()).isEqualTo(of("Kafka", overlay).findAny().isEmpty());
    }

    @ParameterizedTest
    @MethodSource("overlays")
    void the_autoscaler_watches_the_workers_group_and_stops_at_the_partitions(Kustomization overlay) {
        assertThat(of("ScaledObject", overlay)).allSatisfy(scaling -> {
            assertThat(scaling.content().at("/spec/maxReplicaCount").asText())
                    .isEqualTo(overlay.configMaps().get("run").get("PARTITIONS"));
            assertThat(overlay.resources())
                    .anyMatch(resource -> resource.is(
                            "Deployment",
                            scaling.content().at("/spec/scaleTargetRef/name").asText()));
            assertThat(scaling.content().at("/spec/triggers/0/metadata/topic").asText())
                    .isEqualTo(TOPICS.trainImages());
            assertThat(scaling.content()
                            .at("/spec/triggers/0/metadata/consumerGroup")
                            .asText())
                    .isEqualTo("cutmix-augment");
            String variable = scaling.content()
                    .at("/spec/triggers/0/metadata/bootstrapServersFromEnv")
                    .asText();
            // KEDA connects from another namespace.
            assertThat(overlay.configMaps().get("kafka").get(variable))
                    .contains("." + overlay.fields().namespace() + ".svc:");
        });
    }

    @ParameterizedTest
    @MethodSource("overlays")
    void each_run_has_one_trainer(Kustomization overlay) {
        // When
        List<Workload> trainers = Workload.in(overlay.resources())
                .filter(workload -> workload.container().getArgs().contains("train"))
                .toList();
        // Then
        assertThat(trainers)
                .hasSize(2)
                .flatExtracting(workload -> workload.container().getArgs())
                .filteredOn(argument -> argument.startsWith("--run="))
                .containsExactlyInAnyOrder("--run=$(RUN)-cutmix", "--run=$(RUN)-plain");
        assertThat(of("Job", overlay).filter(job -> job.name().startsWith("trainer-")))
                .as("a Job runs one pod at a time")
                .hasSize(2)
                .allSatisfy(job -> {
                    assertThat(job.content().at("/spec/parallelism").asInt(1)).isEqualTo(1);
                    assertThat(job.content().at("/spec/completions").asInt(1)).isEqualTo(1);
                });
    }

    @ParameterizedTest
    @MethodSource("overlays")
    void whatever_selects_pods_selects_some(Kustomization overlay) {
        // Given
        List<Workload> workloads = Workload.in(overlay.resources()).toList();
        // When
        Stream<LabelSelector> selectors = Stream.of(
                        of("NetworkPolicy", overlay)
                                .map(policy -> KubernetesSchema.read(policy, NetworkPolicy.class))
                                .map(policy -> policy.getSpec().getPodSelector()),
                        of("PodDisruptionBudget", overlay)
                                .map(budget -> KubernetesSchema.read(budget, PodDisruptionBudget.class))
                                .map(budget -> budget.getSpec().getSelector()),
                        of("Service", overlay)
                                .map(service -> KubernetesSchema.read(service, Service.class))
                                .map(service -> new LabelSelector(
                                        List.of(), service.getSpec().getSelector())))
                .flatMap(selector -> selector);
        // Then
        assertThat(selectors).allSatisfy(selector -> assertThat(workloads)
                .as("pods of %s", selector)
                .anyMatch(workload -> selects(selector, workload)));
    }

    private static boolean selects(LabelSelector selector, Workload workload) {
        boolean labels = selector.getMatchLabels() == null
                || workload.labels()
                        .entrySet()
                        .containsAll(selector.getMatchLabels().entrySet());
        return labels
                && selector.getMatchExpressions().stream()
                        .allMatch(expression -> expression.getOperator().equals("In")
                                && expression
                                        .getValues()
                                        .contains(workload.labels().get(expression.getKey())));
    }

    @ParameterizedTest
    @MethodSource("overlays")
    void every_claim_that_is_mounted_is_there(Kustomization overlay) {
        // When
        Stream<String> mounted = Workload.in(overlay.resources())
                .flatMap(workload -> workload.pod().getVolumes().stream())
                .filter(volume -> volume.getPersistentVolumeClaim() != null)
                .map(volume -> volume.getPersistentVolumeClaim().getClaimName());
        // Then
        assertThat(mounted)
                .isNotEmpty()
                .isSubsetOf(
                        of("PersistentVolumeClaim", overlay).map(Manifest::name).toList());
    }
}
