package cutmix.faults;

import static org.assertj.core.api.Assertions.assertThat;

import cutmix.broker.KafkaBroker;
import cutmix.faults.pipeline.ContainerLimits;
import cutmix.faults.pipeline.ProcessMemory;
import cutmix.faults.pipeline.Service;
import cutmix.faults.pipeline.ServicePipeline;
import cutmix.faults.pipeline.ServiceProcess;
import cutmix.schemas.kafka.Topics;
import cutmix.support.TopicRecords;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/**
 * A slow trainer behind fast augment workers for some minutes, each with the memory of its container.
 * {@code -Dcutmix.soak.minutes=N} changes the duration.
 */
class SoakIT {

    private static final int MINUTES = Integer.getInteger("cutmix.soak.minutes", 10);
    private static final int TRAIN = 2_000;
    private static final int PARTITIONS = 4;

    /** More than a trainer of depth 20 can process on one processor thread. */
    private static final int SAMPLES_A_SECOND = 400;

    private static final int EPOCHS = 5 + MINUTES * 60 * SAMPLES_A_SECOND / TRAIN;
    private static final Duration END = Duration.ofMinutes(MINUTES);
    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(3);
    private static final Topics TOPICS = new Topics("");

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    Path folder;

    private final long began = System.nanoTime();
    private final List<ServiceProcess> processes = new ArrayList<>();
    private final List<ProcessMemory> memory = new ArrayList<>();

    @AfterEach
    void close() {
        processes.forEach(ServiceProcess::close);
    }

    @Test
    void no_process_outgrows_its_container_while_the_trainer_is_behind() throws Exception {
        // Given
        try (KafkaBroker broker = KafkaBroker.start(folder.resolve("broker"));
                Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
            ServiceProcess loader =
                    start(broker, Service.LOADER, "loader", "--epochs", "" + EPOCHS, "--train-limit", "" + TRAIN);
            ServiceProcess first = start(broker, Service.AUGMENT, "worker 1");
            ServiceProcess second = start(broker, Service.AUGMENT, "worker 2");
            ServicePipeline.await(() -> admin.listTopics().names().get().contains(TOPICS.mixedImages()));
            ServicePipeline.await(() -> {
                look();
                return mixed(admin) >= 2 * TRAIN;
            });
            ServiceProcess trainer = start(broker, Service.TRAINER, "trainer", "train", "--run", "soak");

            // When
            while (elapsed().compareTo(END) <= 0) {
                Thread.sleep(BETWEEN_LOOKS.toMillis());
                look();

                // Then: one whole epoch and the rest of the current one wait for training
                assertThat(trainer.isAlive()).as(trainer::output).isTrue();
                long published = published(broker);
                assertThat(mixed(admin)).isGreaterThanOrEqualTo((published + 2) * TRAIN);
            }
            System.out.printf(
                    Locale.ROOT, "%d min, %d of %d epochs trained%n%s", MINUTES, published(broker), EPOCHS, table());
            loader.awaitSuccess();
            for (ServiceProcess process : List.of(trainer, first, second)) {
                process.terminate();
                assertThat(process.exitCode()).as(process::output).isEqualTo(143);
            }
        }
    }

    private void look() throws IOException {
        for (ProcessMemory process : memory) {
            process.look(elapsed());
            assertThat(process.withinLimit()).as(this::table).isTrue();
        }
    }

    private Duration elapsed() {
        return Duration.ofNanos(System.nanoTime() - began);
    }

    private ServiceProcess start(KafkaBroker broker, Service service, String name, String... arguments)
            throws IOException {
        ContainerLimits limits = ContainerLimits.of(service);
        Map<String, String> environment = Map.of(
                "KAFKA_BOOTSTRAP_SERVERS",
                broker.bootstrapServers(),
                "QUARKUS_PROFILE",
                "local",
                "OMP_NUM_THREADS",
                "1");
        ServiceProcess process =
                ServiceProcess.start(service, limits.options(), folder, environment, List.of(arguments));
        processes.add(process);
        memory.add(new ProcessMemory(name, process.pid(), limits.bytes()));
        return process;
    }

    private String table() {
        return ProcessMemory.HEADER
                + memory.stream()
                        .map(process -> System.lineSeparator() + process.row(END.dividedBy(4), END))
                        .collect(Collectors.joining("", "", System.lineSeparator()));
    }

    private static int published(KafkaBroker broker) {
        TopicPartition metrics = new TopicPartition(TOPICS.metrics(), 0);
        return TopicRecords.committed(broker.bootstrapServers(), metrics).size();
    }

    private static long mixed(Admin admin) throws Exception {
        return records(admin, TOPICS.mixedImages(), PARTITIONS);
    }

    /** The number of records in a topic. */
    private static long records(Admin admin, String topic, int partitions) throws Exception {
        Map<TopicPartition, OffsetSpec> latest = IntStream.range(0, partitions)
                .mapToObj(partition -> new TopicPartition(topic, partition))
                .collect(Collectors.toMap(Function.identity(), partition -> OffsetSpec.latest()));
        return admin.listOffsets(latest).all().get().values().stream()
                .mapToLong(offset -> offset.offset())
                .sum();
    }
}
