package cutmix.manifests;

import static org.assertj.core.api.Assertions.assertThat;

import cutmix.manifests.manifest.Folder;
import cutmix.manifests.manifest.Kustomization;
import cutmix.manifests.manifest.Manifest;
import cutmix.manifests.manifest.Rendered;
import cutmix.manifests.manifest.Workload;
import io.fabric8.kubernetes.api.model.Quantity;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Checks the resource requests of pods. */
class RequestsTest {

    private static final BigDecimal GIB = BigDecimal.valueOf(1L << 30);

    static Stream<Kustomization> overlays() {
        return Folder.overlays();
    }

    /** The sum of all requests of an overlay, including its brokers and the maximum number of workers. */
    private record Total(BigDecimal cpus, BigDecimal bytes) {

        static Total of(List<Manifest> manifests) {
            Total total = new Total(BigDecimal.ZERO, BigDecimal.ZERO);
            for (Workload workload : Workload.in(manifests).toList()) {
                Map<String, Quantity> requests =
                        workload.container().getResources().getRequests();
                total = total.plus(requests.get("cpu"), requests.get("memory"), pods(workload, manifests));
            }
            for (Manifest pool : manifests) {
                if (pool.kind().equals("KafkaNodePool")) {
                    total = total.plus(
                            new Quantity(pool.content()
                                    .at("/spec/resources/requests/cpu")
                                    .asText()),
                            new Quantity(pool.content()
                                    .at("/spec/resources/requests/memory")
                                    .asText()),
                            pool.content().at("/spec/replicas").asInt());
                }
            }
            return total;
        }

        private static int pods(Workload workload, List<Manifest> manifests) {
            int most = manifests.stream()
                    .filter(manifest -> manifest.is("ScaledObject", workload.name()))
                    .mapToInt(scaling ->
                            scaling.content().at("/spec/maxReplicaCount").asInt())
                    .findFirst()
                    .orElse(1);
            return manifests.stream()
                    .filter(manifest -> manifest.is("Deployment", workload.name()))
                    .mapToInt(deployment ->
                            deployment.content().at("/spec/replicas").asInt(most))
                    .findFirst()
                    .orElse(1);
        }

        private Total plus(Quantity cpu, Quantity memory, int pods) {
            BigDecimal number = BigDecimal.valueOf(pods);
            return new Total(
                    cpus.add(cpu.getNumericalAmount().multiply(number)),
                    bytes.add(memory.getNumericalAmount().multiply(number)));
        }

        @Override
        public String toString() {
            return cpus.setScale(2, RoundingMode.UP).stripTrailingZeros().toPlainString() + " CPUs and "
                    + bytes.divide(GIB, 1, RoundingMode.UP) + " GiB";
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"dev", "cpu", "gpu", "strimzi-keda"})
    void the_page_names_what_an_overlay_needs(String overlay) throws Exception {
        // Given
        Total total = Total.of(Rendered.overlay(overlay));
        // Then
        assertThat(Files.readAllLines(Folder.PAGE))
                .filteredOn(line -> line.startsWith("| `" + overlay + "` |"))
                .singleElement()
                .asString()
                .endsWith("| " + total + " |");
    }

    @ParameterizedTest
    @ValueSource(strings = "dev")
    void a_try_has_room_where_two_cores_are_free_and_leaves_some_to_the_cluster(String overlay) throws Exception {
        // Given
        Total total = Total.of(Rendered.overlay(overlay));
        // Then
        assertThat(total.cpus()).isLessThanOrEqualTo(new BigDecimal("1.5"));
        assertThat(total.bytes()).isLessThanOrEqualTo(GIB.multiply(BigDecimal.valueOf(4)));
        assertThat(Files.readAllLines(Folder.PAGE).stream().limit(10))
                .as("first on the page")
                .anyMatch(line -> line.contains(total.toString()));
    }

    @ParameterizedTest
    @MethodSource("overlays")
    void limits_are_within_the_ratio_that_limit_ranges_allow(Kustomization overlay) throws Exception {
        assertThat(Workload.in(Rendered.of(overlay))).allSatisfy(workload -> {
            BigDecimal request = workload.container()
                    .getResources()
                    .getRequests()
                    .get("memory")
                    .getNumericalAmount();
            BigDecimal limit = workload.container()
                    .getResources()
                    .getLimits()
                    .get("memory")
                    .getNumericalAmount();
            assertThat(limit.divide(request, 2, RoundingMode.UP))
                    .as("%s: limit of memory by request", workload)
                    .isLessThanOrEqualTo(BigDecimal.valueOf(4));
        });
    }
}
