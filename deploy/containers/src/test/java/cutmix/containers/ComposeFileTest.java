package cutmix.containers;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ComposeFileTest {

    private final ComposeFile compose = ComposeFile.ofProject();

    @Test
    void composeUpStartsTheWholePipeline() {
        assertThat(compose.withoutProfile())
                .contains("kafka", "loader", "augment-service", "trainer-cutmix", "trainer-plain", "metrics", "table");
    }

    @Test
    void everyServiceOfOursCannotWriteItsImage() {
        assertThat(compose.services().values())
                .filteredOn(service -> service.path("image").asText().startsWith("cutmix/"))
                .isNotEmpty()
                .allSatisfy(service ->
                        assertThat(service.path("read_only").asBoolean()).isTrue());
    }
}
