package cutmix.trainer.session;

import cutmix.process.option.NumberOption;
import cutmix.schemas.DatasetInfo;
import cutmix.schemas.client.ClientSettings;
import cutmix.schemas.contract.EnvironmentVariables;
import cutmix.schemas.description.DatasetInfoTopic;
import cutmix.schemas.description.WantedEpochs;
import cutmix.schemas.failure.DurationSetting;
import cutmix.schemas.failure.SettingException;
import cutmix.schemas.kafka.Topics;
import cutmix.schemas.kafka.TransactionalIds;
import cutmix.schemas.lease.ExclusiveWriter;
import cutmix.schemas.lease.LeaseTimes;
import cutmix.schemas.progress.ProgressForm;
import cutmix.schemas.serde.RecordFormat;
import cutmix.schemas.waiting.StartWait;
import cutmix.schemas.waiting.WaitMessages;
import cutmix.trainer.checkpoint.Checkpoint;
import cutmix.trainer.identity.KafkaDatasetWatch;
import cutmix.trainer.identity.ReplacedTopicAdvice;
import cutmix.trainer.metrics.EpochPublisher;
import cutmix.trainer.metrics.MetricsReader;
import cutmix.trainer.metrics.StepsTopic;
import cutmix.trainer.settings.TrainerConfig;
import cutmix.trainer.stream.DataPath;
import cutmix.trainer.stream.ImageTopics;
import cutmix.trainer.stream.order.ReadAhead;
import io.smallrye.common.annotation.Identifier;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.StringSerializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The configured topics and brokers of this trainer. */
@ApplicationScoped
public class Pipeline {

    private static final Logger LOGGER = LoggerFactory.getLogger(Pipeline.class);

    /** How long the brokers may take to accept an epoch before the record is sent again. */
    private static final Duration PUBLISH_LIMIT = Duration.ofMinutes(2);

    private static final String EPOCHS = EnvironmentVariables.TRAINER_EPOCHS;

    private final TrainerConfig config;
    private final Map<String, Object> clientConfig;

    Pipeline(TrainerConfig config, @Identifier("default-kafka-broker") Map<String, Object> clientConfig) {
        this.config = config;
        this.clientConfig = clientConfig;
    }

    /**
     * Checks all settings. Each command that needs Kafka calls this method first.
     *
     * @throws SettingException if a Kafka client would reject its settings, or other settings are invalid
     */
    public void checkSettings() {
        topics();
        ClientSettings.check(clientConfig);
        DurationSetting.requireAtLeast(
                EnvironmentVariables.BROKER_TIMEOUT, config.brokerTimeout(), Duration.ofMillis(1));
        DurationSetting.requireAtLeast(EnvironmentVariables.DATASET_TIMEOUT, config.datasetTimeout(), Duration.ZERO);
        leaseTimes().check(EnvironmentVariables.TRAINER_SESSION_TIMEOUT);
    }

    /**
     * Waits for the brokers and the optional schema registry.
     *
     * @param notices receives lines that name the missing service
     * @throws cutmix.schemas.failure.UserException if a service does not answer in time
     */
    public void awaitServices(Consumer<String> notices) throws InterruptedException {
        new StartWait(clientConfig, config.brokerTimeout(), config.startTimeout(), notices).await();
    }

    private LeaseTimes leaseTimes() {
        return new LeaseTimes(config.trainer().sessionTimeout());
    }

    Topics topics() {
        return Topics.configured(config.topicPrefix());
    }

    /**
     * Returns the number of epochs to train.
     *
     * @param option value of the command line option; null if not given
     * @throws cutmix.schemas.failure.SettingException if the configured number is out of range
     */
    public WantedEpochs epochs(Integer option) {
        if (option != null) {
            return new WantedEpochs(OptionalInt.of(option), NumberOption.EPOCHS.option());
        }
        OptionalInt configured = config.trainer().epochs();
        if (configured.isPresent()) {
            NumberOption.EPOCHS.refusal(configured.getAsInt()).ifPresent(refusal -> {
                throw new SettingException(refusal + ": change " + EPOCHS);
            });
        }
        return configured.isPresent() ? new WantedEpochs(configured, EPOCHS) : WantedEpochs.all();
    }

    ProgressForm progress() {
        return config.progress();
    }

    /**
     * Opens the metrics topic.
     *
     * @param notices receives lines about unreadable records
     * @throws cutmix.schemas.failure.UserException if no broker answers, or the topic does not exist
     */
    public MetricsReader metrics(Consumer<String> notices) {
        return MetricsReader.open(clientConfig, topics().metrics(), config.brokerTimeout(), notices);
    }

    /**
     * Waits for the brokers and the metrics topic, and opens the topic.
     *
     * @param notices receives lines about unreadable records, and lines that name what is missing
     * @throws cutmix.schemas.failure.UserException if no broker answers in time, or the topic is not created
     */
    public MetricsReader awaitMetrics(Consumer<String> notices) throws InterruptedException {
        StartWait.forBrokers(clientConfig, config.brokerTimeout(), config.startTimeout(), notices)
                .await();
        return MetricsReader.await(
                clientConfig, topics().metrics(), config.brokerTimeout(), config.startTimeout(), notices);
    }

    /**
     * Requests the lease of a run.
     *
     * @param notices receives lines that name the trainer that holds the lease
     * @param end called in another thread when the lease is lost
     * @throws cutmix.schemas.failure.UserException if no broker answers
     */
    public RunLease lease(String run, Consumer<String> notices, Runnable end) {
        LeaseTimes times = leaseTimes();
        ExclusiveWriter writer = ExclusiveWriter.trainer(topics(), run, times);
        return RunLease.join(clientConfig, config.brokerTimeout(), writer, notices, end);
    }

    /** Creates the publisher of a run's epochs. */
    EpochPublisher publisher(RunLease lease, String run, Checkpoint begin) {
        Map<String, Object> producer =
                ClientSettings.transactional(clientConfig, new TransactionalIds(topics()).metrics(run));
        // If this process is suspended while it publishes, readers of the topic wait at most this long.
        producer.put(
                ProducerConfig.TRANSACTION_TIMEOUT_CONFIG,
                Math.toIntExact(config.trainer().sessionTimeout().toMillis()));
        producer.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, PUBLISH_LIMIT.toMillis());
        producer.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, Math.toIntExact(PUBLISH_LIMIT.toMillis()));
        // With one request at a time, a new topic without a ready leader cannot leave the producer out of sequence.
        producer.put(ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION, 1);
        producer.put(ProducerConfig.BUFFER_MEMORY_CONFIG, 4 << 20);
        EpochPublisher.RunTopic topic = new EpochPublisher.RunTopic(
                topics().metrics(),
                clientConfig.get(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG),
                () -> new KafkaProducer<>(producer, new StringSerializer(), new StringSerializer()),
                () -> published(run, begin));
        return new EpochPublisher(topic, lease::confirm);
    }

    private Set<Integer> published(String run, Checkpoint begin) {
        try (MetricsReader metrics = metrics(LOGGER::warn)) {
            return metrics.epochs(run, begin.id(), begin.metricsOffset());
        }
    }

    /** Opens the steps topic for writing. */
    StepsTopic steps() {
        return new StepsTopic(clientConfig, topics().steps());
    }

    /**
     * Opens the images to train a path, when the loader has described the wanted number of epochs.
     *
     * @param skipBad whether unreadable records are skipped; otherwise they end the reading
     * @param notices receives lines that name what is missing
     * @throws cutmix.schemas.failure.UserException if no broker answers, or no dataset is described in time
     */
    public ImageTopics images(DataPath path, WantedEpochs epochs, boolean skipBad, Consumer<String> notices)
            throws InterruptedException {
        List<String> names = List.of(topics().datasetInfo(), path.topic(topics()), topics().testImages());
        return images(names, epochs, ReplacedTopicAdvice.TRAIN, skipBad, notices);
    }

    /**
     * Opens the images for evaluation; only the test images may be read.
     *
     * @throws cutmix.schemas.failure.UserException as {@link #images} does
     */
    public ImageTopics testImages(boolean skipBad, Consumer<String> notices) throws InterruptedException {
        List<String> names = List.of(topics().datasetInfo(), topics().testImages());
        return images(names, WantedEpochs.all(), ReplacedTopicAdvice.EVALUATE, skipBad, notices);
    }

    private ImageTopics images(
            List<String> names,
            WantedEpochs epochs,
            ReplacedTopicAdvice advice,
            boolean skipBad,
            Consumer<String> notices)
            throws InterruptedException {
        RecordFormat format = RecordFormat.of(clientConfig);
        ReadAhead buffer = new ReadAhead(
                config.trainer().samplesPerPartition(),
                config.trainer().batchesAhead(),
                config.trainer().readAheadBytes(),
                config.trainer().testBytes());
        try (DatasetInfoTopic topic = new DatasetInfoTopic(clientConfig, topics(), config.brokerTimeout(), format)) {
            // If the brokers do not answer the first request, they are probably down, so it fails. Later requests wait.
            Optional<DatasetInfo> held = topic.newest().filter(epochs::areIn);
            WaitMessages lines = new WaitMessages(notices, System::nanoTime);
            while (true) {
                DatasetInfo info = held.isPresent() ? held.get() : topic.await(config.datasetTimeout(), epochs, lines);
                Optional<KafkaDatasetWatch> watch =
                        KafkaDatasetWatch.of(clientConfig, topics(), config.brokerTimeout(), info, names, advice);
                if (watch.isPresent()) {
                    reportMissing(watch.get(), names, advice, notices);
                    names.stream()
                            .filter(name -> !name.equals(topics().datasetInfo()))
                            .flatMap(name -> watch.get().shortage(name).stream())
                            .forEach(shortage -> notices.accept("Waiting for " + shortage));
                    return ImageTopics.builder()
                            .clientConfig(clientConfig)
                            .topics(topics())
                            .info(info)
                            .buffer(buffer)
                            .brokerTimeout(config.brokerTimeout())
                            .skipBad(skipBad)
                            .watch(watch.get())
                            .build();
                }
                held = Optional.empty();
            }
        }
    }

    /** Tells the user of a training which topics are missing; the loader may be about to create them. */
    private void reportMissing(
            KafkaDatasetWatch watch, List<String> names, ReplacedTopicAdvice advice, Consumer<String> notices)
            throws InterruptedException {
        if (advice == ReplacedTopicAdvice.TRAIN) {
            List<String> needed = new ArrayList<>(names);
            needed.add(topics().metrics());
            List<String> missing = watch.missing(needed);
            if (!missing.isEmpty()) {
                notices.accept("Waiting for topics that do not exist yet: " + String.join(", ", missing)
                        + "; the loader creates them");
            }
        }
    }
}
