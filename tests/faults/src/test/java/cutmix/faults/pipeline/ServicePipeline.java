package cutmix.faults.pipeline;

import cutmix.schemas.EpochMetrics;
import cutmix.schemas.deadletter.DeadLetter;
import cutmix.schemas.kafka.Topics;
import cutmix.schemas.metrics.EpochMetricsJson;
import cutmix.support.TopicRecords;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;
import java.util.stream.Stream;
import java.util.zip.ZipFile;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.GroupIdNotFoundException;
import org.awaitility.Awaitility;

/** The services of one pipeline, with their own topics and folder. Closing kills those that still run. */
public final class ServicePipeline implements AutoCloseable {

    public static final int PARTITIONS = 4;
    public static final int TRAIN = 600;
    public static final int EPOCHS = 6;
    public static final int SAMPLES = EPOCHS * TRAIN;

    /** The minimum that the broker allows: after this time, another process takes over from a killed one. */
    public static final Duration SESSION_TIMEOUT = Duration.ofSeconds(6);

    /** The time that orchestrators give a process to stop. */
    public static final int GRACE_SECONDS = 30;

    public static final int TEST = 50;
    /** Small, so that faults fall between the blocks of an epoch. */
    public static final int BLOCK_SIZE = 30;

    private static final String RUN = "run";
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final String brokers;
    private final Function<Service, Map<String, String>> clients;
    private final String run;
    private final Topics topics;
    private final Path folder;
    private final List<ServiceProcess> processes = new ArrayList<>();
    private final Admin admin;
    private final SampleTopic plain;
    private final SampleTopic mixed;
    private final KafkaConsumer<byte[], byte[]> reports;
    private long published;

    /**
     * @param folder created by this constructor
     */
    public ServicePipeline(String brokers, String name, Path folder) throws IOException {
        this(brokers, service -> Map.of("KAFKA_BOOTSTRAP_SERVERS", brokers), name, RUN, folder);
    }

    /** A pipeline that has begun, with the run of its trainer. */
    public static ServicePipeline begun(String brokers, String name, String run, Path folder) throws IOException {
        return new ServicePipeline(brokers, service -> Map.of("KAFKA_BOOTSTRAP_SERVERS", brokers), name, run, folder);
    }

    /**
     * @param brokers address for the test
     * @param clients environment variables with each service's address
     * @param folder created by this constructor
     */
    public ServicePipeline(String brokers, Function<Service, Map<String, String>> clients, String name, Path folder)
            throws IOException {
        this(brokers, clients, name, RUN, folder);
    }

    private ServicePipeline(
            String brokers, Function<Service, Map<String, String>> clients, String name, String run, Path folder)
            throws IOException {
        this.brokers = brokers;
        this.run = run;
        this.clients = clients;
        this.topics = new Topics(name + ".");
        this.folder = Files.createDirectories(folder);
        this.admin = Admin.create(Map.of("bootstrap.servers", brokers));
        this.plain = SampleTopic.plain(brokers, topics.trainImages());
        this.mixed = SampleTopic.mixed(brokers, topics.mixedImages());
        this.reports = SampleTopic.consumer(brokers, List.of(new TopicPartition(topics.metrics(), 0)));
    }

    public ServiceProcess load() throws IOException {
        return load(Map.of());
    }

    /**
     * @param settings environment variables of the loader
     */
    public ServiceProcess load(Map<String, String> settings) throws IOException {
        return load(EPOCHS, settings);
    }

    public ServiceProcess load(int epochs) throws IOException {
        return load(epochs, Map.of());
    }

    /** Loads another dataset: in a sample dataset, the seed also changes the images. */
    public ServiceProcess loadSeeded(long seed) throws IOException {
        return load(EPOCHS, Map.of(), "--seed", "" + seed);
    }

    /** A loader that another one may replace {@link #SESSION_TIMEOUT} after it was killed or frozen. */
    public ServiceProcess loadInShortSession() throws IOException {
        return load(Map.of("CUTMIX_LOADER_SESSION_TIMEOUT", SESSION_TIMEOUT.toSeconds() + "s"));
    }

    /** The same with a limit on the epochs that it writes ahead of training. */
    public ServiceProcess loadAhead(int ahead) throws IOException {
        return load(
                EPOCHS,
                Map.of("CUTMIX_LOADER_SESSION_TIMEOUT", SESSION_TIMEOUT.toSeconds() + "s"),
                "--max-epochs-ahead",
                "" + ahead,
                "--runs",
                run);
    }

    private ServiceProcess load(int epochs, Map<String, String> settings, String... more) throws IOException {
        String arguments = "--epochs " + epochs + " --train-limit " + TRAIN + " --test-limit " + TEST + " --partitions "
                + PARTITIONS;
        List<String> all = new ArrayList<>(List.of(arguments.split(" ")));
        all.addAll(List.of(more));
        return start(Service.LOADER, settings, all.toArray(String[]::new));
    }

    public ServiceProcess work() throws IOException {
        Map<String, String> settings = new HashMap<>(Map.of("CUTMIX_AUGMENT_BLOCK_SIZE", "" + BLOCK_SIZE));
        // With KAFKA_GROUP_PROTOCOL=consumer, which all these tests support, the timeout is a setting of the brokers.
        if (!"consumer".equals(System.getenv("KAFKA_GROUP_PROTOCOL"))) {
            settings.put("MP_MESSAGING_INCOMING_IMAGES_TRAIN_SESSION_TIMEOUT_MS", "" + SESSION_TIMEOUT.toMillis());
        }
        return start(Service.AUGMENT, settings);
    }

    public ServiceProcess train(String... more) throws IOException {
        List<String> arguments = new ArrayList<>(List.of("train", "--depth", "8", "--run", run));
        arguments.addAll(List.of(more));
        return start(
                Service.TRAINER,
                Map.of("CUTMIX_TRAINER_SESSION_TIMEOUT", SESSION_TIMEOUT.toSeconds() + "s"),
                arguments.toArray(String[]::new));
    }

    private ServiceProcess start(Service service, Map<String, String> more, String... arguments) throws IOException {
        Map<String, String> environment = new HashMap<>(
                Map.of("CUTMIX_TOPIC_PREFIX", topics.prefix(), "QUARKUS_PROFILE", "local", "OMP_NUM_THREADS", "1"));
        environment.putAll(clients.apply(service));
        environment.putAll(more);
        ServiceProcess process = ServiceProcess.start(service, folder, environment, List.of(arguments));
        processes.add(process);
        return process;
    }

    public SampleTopic plain() {
        return plain;
    }

    public SampleTopic mixed() {
        return mixed;
    }

    /** The number of trained samples in the trainer's newest checkpoint. */
    public int trained() throws IOException {
        return newest(".checkpoint")
                .map(name -> (Integer.parseInt(name.substring(6, 12)) - 1) * TRAIN
                        + Integer.parseInt(name.substring(22, 31)))
                .orElse(0);
    }

    /** Whether the trainer is writing a checkpoint. */
    public boolean checkpointing() throws IOException {
        return newest(".part").isPresent();
    }

    private Optional<String> newest(String suffix) throws IOException {
        Path checkpoints = folder.resolve(run + ".checkpoints");
        if (!Files.isDirectory(checkpoints)) {
            return Optional.empty();
        }
        try (Stream<Path> files = Files.list(checkpoints)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(suffix))
                    .max(Comparator.naturalOrder());
        }
    }

    /** The number of epochs read from the metrics topic so far; the topic may hold more. */
    public long published() {
        published += reports.poll(Duration.ofMillis(1)).count();
        return published;
    }

    /** The source position of each dead letter; a repeated dead letter occurs twice. */
    public List<String> deadLetters() {
        TopicPartition partition = new TopicPartition(topics.deadLetters(), 0);
        return TopicRecords.committed(brokers, partition).stream()
                .map(consumed -> DeadLetter.in(consumed.headers()).orElseThrow().place())
                .toList();
    }

    /** The number of augment workers that have partitions. */
    public long working() throws ExecutionException, InterruptedException {
        String group = topics.prefix() + "cutmix-augment";
        try {
            return admin.describeConsumerGroups(List.of(group)).describedGroups().get(group).get().members().stream()
                    .filter(member -> !member.assignment().topicPartitions().isEmpty())
                    .count();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof GroupIdNotFoundException) {
                return 0;
            }
            throw e;
        }
    }

    /** Waits until this many samples are mixed. */
    public void awaitMixed(int samples) {
        await(() -> mixed.grown() >= samples);
    }

    /** Waits for a state that may be brief. */
    public static void await(Callable<Boolean> condition) {
        Awaitility.await()
                .pollInSameThread()
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(1))
                .atMost(PATIENCE)
                .until(condition);
    }

    /** The results of the run. */
    public PipelineResult result() throws IOException {
        return new PipelineResult(mixed.samples(), weights(), metrics());
    }

    /** The results after the topics were recreated; the mixed one may hold records of another dataset. */
    public PipelineResult resultOfNewTopics() throws IOException {
        try (SampleTopic own =
                SampleTopic.mixed(brokers, topics.mixedImages(), changes().loaded())) {
            return new PipelineResult(own.samples(), weights(), metrics());
        }
    }

    /** Changes that people make to the topics of this pipeline. */
    public PipelineTopics changes() {
        return new PipelineTopics(brokers, topics, admin);
    }

    /** Whether a trained network exists. */
    public boolean hasModel() {
        return Files.exists(folder.resolve(run + ".zip"));
    }

    /** The records of the metrics topic, in order. */
    public List<EpochMetrics> metrics() {
        return TopicRecords.committed(brokers, new TopicPartition(topics.metrics(), 0)).stream()
                .map(consumed -> EpochMetricsJson.read(new String(consumed.value(), StandardCharsets.UTF_8)))
                .toList();
    }

    private byte[] weights() throws IOException {
        try (ZipFile zip = new ZipFile(folder.resolve(run + ".zip").toFile())) {
            return zip.getInputStream(zip.getEntry("weights.safetensors")).readAllBytes();
        }
    }

    @Override
    public void close() {
        processes.forEach(ServiceProcess::close);
        admin.close();
        reports.close();
        plain.close();
        mixed.close();
    }
}
