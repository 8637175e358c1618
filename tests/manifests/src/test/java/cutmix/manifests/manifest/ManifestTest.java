package cutmix.manifests.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

public class ManifestTest {

    public static Stream<Manifest> manifests() {
        return Folder.manifests().stream().flatMap(file -> Manifest.inFile(file).stream());
    }

    @ParameterizedTest
    @MethodSource("manifests")
    public void a_manifest_is_what_its_kind_allows(Manifest manifest) {
        if (manifest.isJsonPatch()) {
            assertThat(manifest.content()).allSatisfy(ManifestTest::isAnOperation);
        } else if (manifest.isReplacements()) {
            assertThat(manifest.content())
                    .allSatisfy(replacement ->
                            assertThat(replacement.fieldNames()).toIterable().containsExactly("source", "targets"));
        } else if (manifest.content().has("$patch")) {
            assertThat(manifest.content().get("$patch").asText()).isEqualTo("delete");
            assertThat(manifest.content().fieldNames())
                    .toIterable()
                    .containsExactly("$patch", "apiVersion", "kind", "metadata");
        } else {
            assertThat(KubernetesSchema.problems(manifest)).isEmpty();
        }
    }

    private static void isAnOperation(JsonNode operation) {
        assertThat(operation.path("op").asText()).isIn("add", "remove", "replace", "test");
        assertThat(operation.path("path").asText()).startsWith("/");
        assertThat(operation.has("value"))
                .isEqualTo(!operation.path("op").asText().equals("remove"));
    }

    @Test
    public void an_unknown_field_anywhere_is_a_problem() {
        // Given
        List<Manifest> wrong = Manifest.inText(
                "text",
                """
                apiVersion: batch/v1
                kind: Job
                spec: {template: {spec: {containers: [{name: a, imagee: b}]}}}
                ---
                apiVersion: kafka.strimzi.io/v1
                kind: KafkaTopic
                metadata: {name: a, labels: {strimzi.io/cluster: b}}
                spec: {partition: 4}
                ---
                apiVersion: example/v1
                kind: Unheard
                """);
        // When
        List<List<String>> problems =
                wrong.stream().map(KubernetesSchema::problems).toList();
        // Then
        assertThat(problems)
                .satisfiesExactly(
                        job -> assertThat(job).singleElement().asString().contains("imagee"),
                        topic -> assertThat(topic).singleElement().asString().contains("'partition'"),
                        unheard -> assertThat(unheard).containsExactly("no schema is known for example/v1/Unheard"));
    }
}
