package cutmix.trainer;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import cutmix.trainer.fixture.MetricsLog;
import cutmix.trainer.fixture.RunningBroker;
import cutmix.trainer.fixture.TrainerProcess;
import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Runs the built service with a learning rate that makes every network diverge. */
class DivergedRunIT extends RunningBroker {

    @ParameterizedTest
    @ValueSource(strings = {"dl4j", "libtorch"})
    void ends_with_a_line_and_without_a_network_again_and_again(String engine) throws Exception {
        String run = "diverged-" + engine;
        String first = null;
        List<JsonNode> published = List.of();
        for (int time = 1; time <= 3; time++) {
            // When: the third run starts again from the checkpoint of the second
            try (TrainerProcess train = start(
                    "train",
                    "--engine",
                    engine,
                    "--recipe",
                    "strong",
                    "--depth",
                    "8",
                    "--batch-size",
                    "20000",
                    "--run",
                    run)) {

                // Then
                assertThat(train.exitCode()).isEqualTo(1);
                assertThat(train.onlyError())
                        .contains(": training has diverged")
                        .contains(": use a smaller --batch-size");
                if (time == 1) {
                    first = train.onlyError();
                    published = MetricsLog.of(broker.bootstrapServers(), "", run);
                }
                assertThat(train.onlyError()).isEqualTo(first);
            }
            assertThat(MetricsLog.of(broker.bootstrapServers(), "", run)).isEqualTo(published);
            assertThat(published.toString()).doesNotContain("NaN", "Infinity");
            assertThat(folder.resolve(run + ".zip")).doesNotExist();
            if (Files.exists(folder.resolve(run + ".checkpoints"))) {
                assertThat(folder.resolve(run + ".checkpoints").toFile().list()).hasSizeLessThanOrEqualTo(2);
            }
        }
    }
}
