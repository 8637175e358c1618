package cutmix.containers;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ComposeFileTest {

    private final ComposeFile compose = ComposeFile.ofProject();

    @Test
    void compose_up_starts_the_whole_pipeline() {
        assertThat(compose.withoutProfile())
                .contains("kafka", "loader", "augment-service", "trainer-cutmix", "trainer-plain", "metrics", "table");
    }

    @Test
    void no_service_of_ours_can_write_its_image() {
        assertThat(compose.services().values())
                .filteredOn(service -> service.path("image").asText().startsWith("cutmix/"))
                .isNotEmpty()
                .allSatisfy(service ->
                        assertThat(service.path("read_only").asBoolean()).isTrue());
    }
}
