package cutmix.augment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import cutmix.schemas.failure.ExitCode;
import cutmix.support.BrokerExtension;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Workers that mix large images with little memory. */
class WorkerMemoryIT {

    private static final Duration PATIENCE = Duration.ofSeconds(120);
    private static final int PARTITIONS = 4;

    @TempDir
    static Path folder;

    @RegisterExtension
    static final BrokerExtension BROKER = new BrokerExtension();

    /** An epoch is twice as large as the heap, and blocks of 512 images would contain the whole epoch. */
    @Test
    void images_of_224_by_224_are_mixed_in_a_heap_of_96_MiB() throws Exception {
        RandomSamples photographs = RandomSamples.ofSide(224, 1_200, PARTITIONS, 1);
        try (WorkerTopics pipeline = load(photographs, "photographs.");
                Worker worker = start(pipeline, "-Xmx96m", "-XX:+ExitOnOutOfMemoryError")) {
            Map<Integer, Long> ends = IntStream.range(0, PARTITIONS)
                    .boxed()
                    .collect(Collectors.toMap(
                            partition -> partition,
                            partition -> photographs.layout().endOffset(partition, 1)));

            await().atMost(PATIENCE)
                    .untilAsserted(
                            () -> assertThat(pipeline.group().committed()).isEqualTo(ends));

            assertThat(pipeline.mixedRecords(PARTITIONS)).isEqualTo(1_200);
            assertThat(worker.err()).isEmpty();
        }
    }

    @Test
    void a_worker_whose_memory_is_used_up_ends_with_one_line_and_a_code() throws Exception {
        try (WorkerTopics pipeline = load(RandomSamples.ofSide(224, 400, PARTITIONS, 1), "exhausted.");
                Worker worker = start(pipeline, "-Xmx44m", "cutmix.augment.block-bytes=104857600")) {
            assertThat(worker.exitCode()).isEqualTo(ExitCode.FATAL_ERROR.code());

            assertThat(worker.err().lines())
                    .singleElement()
                    .asString()
                    .startsWith("error: out of memory (Java heap space): give the worker more");
        }
    }

    @Test
    void a_worker_whose_jvm_ends_itself_has_the_same_exit_code() throws Exception {
        try (WorkerTopics pipeline = load(RandomSamples.ofSide(224, 400, PARTITIONS, 1), "ended.");
                Worker worker = start(
                        pipeline, "-Xmx44m", "-XX:+ExitOnOutOfMemoryError", "cutmix.augment.block-bytes=104857600")) {
            assertThat(worker.exitCode()).isEqualTo(ExitCode.FATAL_ERROR.code());

            assertThat(worker.out()).contains("Terminating due to java.lang.OutOfMemoryError: Java heap space");
        }
    }

    private static WorkerTopics load(RandomSamples samples, String prefix) throws Exception {
        WorkerTopics pipeline = new WorkerTopics(BROKER.bootstrapServers(), prefix);
        pipeline.open(samples);
        pipeline.load(samples, 1, 1);
        return pipeline;
    }

    /** @param options options of Java, which begin with a dash, and settings of the worker */
    private static Worker start(WorkerTopics pipeline, String... options) throws Exception {
        Map<Boolean, List<String>> java =
                List.of(options).stream().collect(Collectors.partitioningBy(option -> option.startsWith("-")));
        List<String> settings = new ArrayList<>(java.get(false));
        settings.add("cutmix.topic-prefix=" + pipeline.topics().prefix());
        return Worker.start(folder, BROKER.bootstrapServers(), java.get(true), settings.toArray(new String[0]));
    }
}
