package cutmix.containers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import cutmix.schemas.EpochMetrics;
import cutmix.schemas.order.SamplePosition;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Runs the services' containers with a broker: any number of workers, killed or not, makes the same mixed topic. */
@ExtendWith(ContainerTests.class)
class ContainerPipelineIT {

    private static final int TRAIN = 400;
    private static final int EPOCHS = 20;
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private static ContainerCluster cluster;
    private static ClusterContent content;

    /** The output of one undisturbed worker. */
    private static Map<SamplePosition, byte[]> expected;

    private final ServiceImages images;

    ContainerPipelineIT(ServiceImages images) {
        this.images = images;
    }

    @BeforeAll
    static void mixWithOneWorker(ServiceImages images) {
        cluster = new ContainerCluster(ComposeFile.ofProject());
        cluster.start();
        content = new ClusterContent(cluster);
        try (PipelineRun run = new PipelineRun(cluster, images, "one.")) {
            run.startWorker();
            load(run, EPOCHS);
            awaitMixed(run, EPOCHS);
            expected = content.mixedImages(run.topics().mixedImages());
        }
    }

    @AfterAll
    static void stop() {
        cluster.close();
    }

    @Test
    void a_worker_answers_over_http_and_ends_on_sigterm() throws Exception {
        try (PipelineRun run = new PipelineRun(cluster, images, "lone.")) {
            // Given
            ServiceContainer worker = run.startWorker();
            assertThat(status(worker, "/q/health/live")).isEqualTo(200);
            assertThat(status(worker, "/q/health/ready")).isEqualTo(503);
            load(run, 1);
            await().atMost(PATIENCE).until(() -> status(worker, "/q/health/ready") == 200);
            assertThat(status(worker, "/q/metrics")).isEqualTo(200);

            // When
            worker.terminate();

            // Then: the JVM's code for SIGTERM; SIGKILL would give 137
            assertThat(worker.exitCode()).isEqualTo(143);
            assertThat(worker.err()).isEmpty();
        }
    }

    @Test
    void three_workers_share_the_partitions_and_trainers_of_either_engine_finish() throws Exception {
        try (PipelineRun run = new PipelineRun(cluster, images, "three.")) {
            // Given
            startThreeWorkers(run);

            // When
            load(run, EPOCHS);
            ServiceContainer cutmix = train(run, "cutmix");
            ServiceContainer plain = run.startTrainerWithLibTorch(training("plain"));

            // Then
            assertEndsWell(cutmix);
            assertEndsWell(plain);
            assertThat(cutmix.out()).contains("Deeplearning4j on ND4J CPU");
            assertThat(plain.out()).contains("LibTorch").contains("on the CPU");
            assertEachEpochReportedOnce(run, "cutmix");
            assertEachEpochReportedOnce(run, "plain");
            assertMixedAsExpected(run);
        }
    }

    @Test
    void a_worker_that_is_killed_in_mid_stream_loses_nothing() throws Exception {
        try (PipelineRun run = new PipelineRun(cluster, images, "killed.")) {
            // Given
            String mixed = run.topics().mixedImages();
            List<ServiceContainer> workers = startThreeWorkers(run);
            ServiceContainer loader = run.startLoader(dataset(EPOCHS));
            await().atMost(PATIENCE).pollInterval(Duration.ofMillis(10)).until(() -> content.size(mixed) > 2 * TRAIN);

            // When
            workers.get(1).kill();

            // Then
            assertThat(content.size(mixed)).isLessThan(EPOCHS * TRAIN);
            assertThat(workers.get(1).exitCode()).isEqualTo(137);
            assertEndsWell(train(run, "cutmix"));
            assertEndsWell(loader);
            assertEachEpochReportedOnce(run, "cutmix");
            assertMixedAsExpected(run);
            assertThat(run.assignments()).hasSize(2);
        }
    }

    /** Every worker has partitions before most of the stream begins. */
    private static List<ServiceContainer> startThreeWorkers(PipelineRun run) {
        List<ServiceContainer> workers = new ArrayList<>();
        for (int worker = 0; worker < 3; worker++) {
            workers.add(run.startWorker());
        }
        load(run, 1);
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(run.assignments())
                .hasSize(3)
                .noneMatch(Set::isEmpty)
                .flatMap(partitions -> partitions)
                .containsExactlyInAnyOrder(0, 1, 2, 3));
        return workers;
    }

    private static ServiceContainer train(PipelineRun run, String path) {
        return run.startTrainer(training(path));
    }

    private static String[] training(String path) {
        return new String[] {"train", "--path", path, "--run", path, "--depth", "8"};
    }

    private static void load(PipelineRun run, int epochs) {
        assertEndsWell(run.startLoader(dataset(epochs)));
    }

    private static String[] dataset(int epochs) {
        return new String[] {
            "--dataset", "sample", "--train-limit", "" + TRAIN, "--test-limit", "50", "--epochs", "" + epochs
        };
    }

    private static void assertEndsWell(ServiceContainer service) {
        assertThat(service.exitCode()).as(() -> service.getLogs()).isZero();
    }

    private static void awaitMixed(PipelineRun run, int epochs) {
        await().atMost(PATIENCE).until(() -> content.size(run.topics().mixedImages()) >= (long) epochs * TRAIN);
    }

    private static void assertEachEpochReportedOnce(PipelineRun run, String path) {
        assertThat(content.metrics(run.topics().metrics()))
                .filteredOn(epoch -> epoch.getPath().equals(path))
                .extracting(EpochMetrics::getEpoch)
                .containsExactlyElementsOf(
                        IntStream.rangeClosed(1, EPOCHS).boxed().toList());
    }

    private static void assertMixedAsExpected(PipelineRun run) {
        Map<SamplePosition, byte[]> mixed = content.mixedImages(run.topics().mixedImages());
        assertThat(mixed).hasSize(EPOCHS * TRAIN).hasSameSizeAs(expected);
        expected.forEach(
                (at, bytes) -> assertThat(mixed.get(at)).as(at.toString()).isEqualTo(bytes));
    }

    private static int status(ServiceContainer service, String path) throws Exception {
        return HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(URI.create(service.url(path))).build(), BodyHandlers.discarding())
                .statusCode();
    }
}
