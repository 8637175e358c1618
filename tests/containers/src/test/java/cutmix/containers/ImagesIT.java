package cutmix.containers;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collection;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Properties of each single image. */
@ExtendWith(ContainerTests.class)
class ImagesIT {

    private final ServiceImages images;

    ImagesIT(ServiceImages images) {
        this.images = images;
    }

    @Test
    void no_image_runs_as_root() {
        for (String image : all()) {
            // Given
            try (ServiceContainer container = new ServiceContainer(image)) {
                container.withCreateContainerCmdModifier(create -> create.withEntrypoint("id", "-u"));

                // When
                container.start();

                // Then
                assertThat(container.exitCode()).isZero();
                assertThat(container.out().strip()).isEqualTo("10001");
            }
        }
    }

    @Test
    void the_loader_shows_its_help() {
        assertHelp(images.loader(), "Usage: loader", "--dataset=sample|cifar10|PATH", "CUTMIX_TOPIC_PREFIX");
    }

    @Test
    void the_trainer_shows_its_help() {
        assertHelp(images.trainer(), "Usage: trainer", "train", "evaluate", "tail");
    }

    @Test
    void every_service_names_a_broker_that_does_not_answer() {
        for (String image : services()) {
            // Given
            try (ServiceContainer container = new ServiceContainer(image)
                    .withEnv("KAFKA_BOOTSTRAP_SERVERS", "localhost:1")
                    .withEnv("CUTMIX_START_TIMEOUT", "0s")) {

                // When
                container.start();

                // Then
                assertThat(container.exitCode()).isEqualTo(1);
                assertThat(container.err().lines())
                        .singleElement()
                        .asString()
                        .startsWith("error: Kafka at localhost:1 did not answer");
            }
        }
    }

    private static void assertHelp(String image, String... expected) {
        // Given
        try (ServiceContainer container = new ServiceContainer(image).withCommand("--help")) {

            // When
            container.start();

            // Then
            assertThat(container.exitCode()).as(container.err()).isZero();
            assertThat(container.out()).contains(expected);
        }
    }

    @Test
    void the_launcher_shows_its_help() {
        assertHelp(images.launcher(), "Usage: ./cutmix", "results");
    }

    private List<String> services() {
        return all().stream().filter(image -> !image.equals(images.launcher())).toList();
    }

    private Collection<String> all() {
        assertThat(images.ids())
                .containsOnlyKeys(
                        "loader-service", "augment-service", "launcher", "trainer-service", "trainer-service-libtorch");
        return images.ids().values();
    }
}
