package cutmix.trainer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import cutmix.broker.KafkaBroker;
import cutmix.schemas.order.SamplePosition;
import cutmix.support.Endpoints;
import cutmix.trainer.engine.network.NetworkInput;
import cutmix.trainer.fixture.LoadedTopics;
import cutmix.trainer.fixture.RunningBroker;
import cutmix.trainer.fixture.StarvedTopics;
import cutmix.trainer.fixture.TrainerProcess;
import cutmix.trainer.model.WeightsFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Runs the built service while one partition stays empty for a while and the others contain all of 50 epochs. */
class StarvedPartitionIT extends RunningBroker {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int BATCH_SIZE = 4;

    /** The first late sample. */
    private static final SamplePosition LATE = new SamplePosition(3, 42);

    private static final int TRAINED_BEFORE = 2 * LoadedTopics.TRAIN_SIZE + LATE.position() / BATCH_SIZE * BATCH_SIZE;

    private static final int SAMPLES_PER_PARTITION = 40;
    private static final int RECORDS_A_POLL = 256;

    @Test
    void it_delays_training_but_neither_fills_the_memory_nor_changes_the_weights() throws Exception {
        // Given
        try (TrainerProcess train = start(arguments("full"))) {
            assertThat(train.exitCode())
                    .as(() -> String.join("\n", train.err()))
                    .isZero();
        }
        StarvedTopics topics = new StarvedTopics(broker.bootstrapServers(), "starved.");
        topics.write(LATE);
        Endpoints endpoints = new Endpoints(KafkaBroker.freePort());
        Map<String, String> environment = Map.of(
                "CUTMIX_TOPIC_PREFIX",
                "starved.",
                "CUTMIX_TRAINER_SAMPLES_PER_PARTITION",
                "" + SAMPLES_PER_PARTITION,
                "CUTMIX_HEALTH_STARVED_AFTER",
                "1s",
                "QUARKUS_HTTP_PORT",
                "" + endpoints.port());

        // When
        try (TrainerProcess train = start(environment, arguments("starved"))) {
            await().atMost(PATIENCE)
                    .ignoreExceptions()
                    .until(() -> endpoints.meter("cutmix_samples_trained_total") >= TRAINED_BEFORE);
            await().atMost(PATIENCE).until(() -> endpoints.status("health/ready") == 503);

            // Then: memory holds the samples that may wait and one poll for each of the other partitions
            assertThat(samplesInMemory(train))
                    .isBetween(3L * SAMPLES_PER_PARTITION, 3L * (SAMPLES_PER_PARTITION + RECORDS_A_POLL));
            assertThat(endpoints.status("health/live")).isEqualTo(200);
            assertThat(endpoints.meter("cutmix_samples_trained_total")).isEqualTo(TRAINED_BEFORE);

            // When
            topics.writeLate();

            // Then
            assertThat(train.exitCode())
                    .as(() -> String.join("\n", train.err()))
                    .isZero();
        }
        assertThat(weights("starved")).isEqualTo(weights("full"));
    }

    private static String[] arguments(String run) {
        List<String> arguments = new ArrayList<>(List.of("train", "--depth", "8", "--epochs", "5", "--run", run));
        arguments.addAll(List.of("--batch-size", "" + BATCH_SIZE));
        return arguments.toArray(String[]::new);
    }

    /** Counts the samples after a full garbage collection. */
    private static long samplesInMemory(TrainerProcess train) throws Exception {
        Process histogram = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(),
                        "" + train.pid(),
                        "GC.class_histogram")
                .redirectErrorStream(true)
                .start();
        String printed = new String(histogram.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(histogram.waitFor()).as(printed).isZero();
        // number: instances bytes class
        return printed.lines()
                .map(line -> line.strip().split("\\s+"))
                .filter(columns -> Stream.of(columns).anyMatch("cutmix.trainer.stream.order.TrainingSample"::equals))
                .mapToLong(columns -> Long.parseLong(columns[1]))
                .sum();
    }

    private static float[] weights(String run) {
        return WeightsFile.read(folder.resolve(run + ".zip"), new NetworkInput(8, 8, 3, 3))
                .flat();
    }
}
