package cutmix.bench;

import cutmix.local.ChildProcess;
import cutmix.schemas.DatasetInfo;
import cutmix.schemas.DatasetInfoTopic;
import cutmix.schemas.RecordFormat;
import cutmix.schemas.SamplePosition;
import cutmix.schemas.Topics;
import cutmix.trainer.stream.BatchStream;
import cutmix.trainer.stream.DataPath;
import cutmix.trainer.stream.ImageTopics;
import cutmix.trainer.stream.ReadAhead;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.apache.kafka.tools.ConsumerPerformance;
import org.apache.kafka.tools.ProducerPerformance;

/** The stages that move records, each as a process of its own beside a broker, against Kafka's own tools and clients. */
final class StreamRows {

    private static final int EPOCHS = 60;
    private static final int EPOCH_SIZE = 2000;
    private static final long RECORDS = (long) EPOCHS * EPOCH_SIZE;

    /** Bytes of a value in {@code images.train}: 3,072 of pixels, ten of Avro's header, and four numbers. */
    private static final int RECORD_BYTES = 3092;

    private static final int BATCH = 128;
    private static final Duration TIMEOUT = Duration.ofSeconds(30);
    private static final Topics TOPICS = new Topics("");
    private static final Topics SECOND_TOPICS = new Topics("second.");

    private final Cluster cluster;

    StreamRows(Cluster cluster) {
        this.cluster = cluster;
    }

    /** Writing, mixing by one worker and by two, and reading. */
    List<Row> all() throws IOException, InterruptedException {
        List<Row> rows = new ArrayList<>();
        double loader = load(TOPICS);
        rows.add(Row.ratio("loader", "records/s", loader, "kafka-producer-perf-test", producerPerformance(), "≥ 0.8"));
        double copy = rawCopy();
        double worker = mix(TOPICS, 1);
        rows.add(Row.ratio("augment worker", "records/s", worker, "raw copy", copy, "≥ 0.7"));
        load(SECOND_TOPICS);
        rows.add(Row.ratio("two workers", "records/s", mix(SECOND_TOPICS, 2), "one", worker, "≥ 1.8, cores allowing"));
        double consumer = consumerPerformance();
        rows.add(Row.ratio(
                "trainer ingest, plain",
                "records/s",
                ingest(DataPath.PLAIN),
                "kafka-consumer-perf-test",
                consumer,
                "≥ 0.6"));
        rows.add(Row.ratio(
                "trainer ingest, CutMix",
                "records/s",
                ingest(DataPath.CUTMIX),
                "kafka-consumer-perf-test",
                consumer,
                "≥ 0.6"));
        return rows;
    }

    private double load(Topics topics) throws IOException, InterruptedException {
        ChildProcess loader = cluster.service(
                "loader-service",
                topics.prefix(),
                List.of(
                        "--dataset", "sample",
                        "--epochs", String.valueOf(EPOCHS),
                        "--train-limit", String.valueOf(EPOCH_SIZE),
                        "--partitions", String.valueOf(Cluster.PARTITIONS)));
        double rate = Growth.rate(cluster, topics.trainImages(), RECORDS, loader);
        Cluster.await(loader);
        return rate;
    }

    /** With the loader's settings. */
    private double producerPerformance() throws IOException, InterruptedException {
        String topic = "producer-performance";
        cluster.createTopic(topic);
        ChildProcess tool = cluster.java(
                ProducerPerformance.class,
                List.of(
                        "--topic",
                        topic,
                        "--num-records",
                        String.valueOf(RECORDS),
                        "--record-size",
                        String.valueOf(RECORD_BYTES),
                        "--throughput",
                        "-1",
                        "--producer-props",
                        "bootstrap.servers=" + cluster.bootstrapServers(),
                        "acks=all",
                        "enable.idempotence=true",
                        "max.in.flight.requests.per.connection=1",
                        "linger.ms=20",
                        "batch.size=262144",
                        "buffer.memory=33554432"),
                line -> {});
        double rate = Growth.rate(cluster, topic, RECORDS, tool);
        Cluster.await(tool);
        return rate;
    }

    private double rawCopy() throws IOException, InterruptedException {
        String topic = "raw-copy";
        cluster.createTopic(topic);
        ChildProcess copy = cluster.java(
                RawCopy.class, List.of(cluster.bootstrapServers(), TOPICS.trainImages(), topic), line -> {});
        double rate = Growth.rate(cluster, topic, RECORDS, copy);
        Cluster.stop(copy);
        return rate;
    }

    private double mix(Topics topics, int workers) throws IOException, InterruptedException {
        List<ChildProcess> processes = new ArrayList<>();
        for (int worker = 0; worker < workers; worker++) {
            processes.add(cluster.service("augment-service", topics.prefix(), List.of()));
        }
        double rate = Growth.rate(cluster, topics.mixedImages(), RECORDS, processes.get(0));
        for (ChildProcess worker : processes) {
            Cluster.stop(worker);
        }
        return rate;
    }

    /** Its last line has the time without that of joining the group, and what was read in it. */
    private double consumerPerformance() throws IOException, InterruptedException {
        List<String> lines = Collections.synchronizedList(new ArrayList<>());
        ChildProcess tool = cluster.java(
                ConsumerPerformance.class,
                List.of(
                        "--bootstrap-server",
                        cluster.bootstrapServers(),
                        "--topic",
                        TOPICS.trainImages(),
                        "--messages",
                        String.valueOf(RECORDS)),
                lines::add);
        Cluster.await(tool);
        String[] last = lines.get(lines.size() - 1).split(", *");
        return Double.parseDouble(last[last.length - 1]);
    }

    /** From the topic to assembled batches, over as many records as the other tool reads, from the first on. */
    private double ingest(DataPath path) throws InterruptedException {
        try (BatchStream batches = images().training(path, new SamplePosition(1, 0), BATCH)) {
            long read = 0;
            long start = System.nanoTime();
            while (read < RECORDS) {
                read += batches.next().positions();
            }
            return read / ((System.nanoTime() - start) * 1e-9);
        }
    }

    private ImageTopics images() {
        RecordFormat format = RecordFormat.of(cluster.clientConfig());
        try (DatasetInfoTopic topic = new DatasetInfoTopic(cluster.clientConfig(), TOPICS, TIMEOUT, format)) {
            DatasetInfo info = topic.newest().orElseThrow();
            return new ImageTopics(cluster.clientConfig(), TOPICS, info, new ReadAhead(512, 4), TIMEOUT, false);
        }
    }
}
