package cutmix.bench;

import cutmix.launcher.child.ChildProcess;
import cutmix.schemas.kafka.Topics;
import cutmix.trainer.stream.DataPath;
import java.io.IOException;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.kafka.tools.ConsumerPerformance;
import org.apache.kafka.tools.ProducerPerformance;

/** The stages that move records, each as a process beside a broker, compared with Kafka's own tools and clients. */
final class StreamRows {

    private static final LoadBenchmark LOAD = new LoadBenchmark("sample", 120);
    private static final long RECORDS = LOAD.records();

    /**
     * The size of a value in {@code images.train} in bytes: 3,072 of pixels, ten of Avro's header, and four numbers.
     */
    private static final int RECORD_BYTES = 3092;

    private static final Topics TOPICS = new Topics("");
    private static final Topics SECOND_TOPICS = new Topics("second.");

    private final Cluster cluster;

    StreamRows(Cluster cluster) {
        this.cluster = cluster;
    }

    /** Writing, mixing by one worker and by two, reading; and the computed rates of more workers. */
    List<Row> all() throws IOException, InterruptedException {
        List<Row> rows = new ArrayList<>();
        ThroughputProbe loader = LOAD.into(TOPICS, cluster, Map.of());
        rows.add(Row.ratio(
                "loader", "records/s", loader.rate(), "kafka-producer-perf-test", producerPerformance(), "≥ 0.8"));
        double copy = rawCopy();
        ThroughputProbe worker = mix(TOPICS, 1);
        rows.add(Row.ratio("augment worker", "records/s", worker.rate(), "raw copy", copy, "≥ 0.7"));
        LOAD.into(SECOND_TOPICS, cluster, Map.of());
        rows.add(Row.ratio(
                "two workers",
                "records/s",
                mix(SECOND_TOPICS, 2).rate(),
                "one",
                worker.rate(),
                "≥ 1.8, cores allowing"));
        rows.add(ingest("trainer ingest, plain", DataPath.PLAIN, consumerPerformance(TOPICS.trainImages())));
        double consumer = consumerPerformance(TOPICS.mixedImages());
        Duration beforeReading = cluster.brokerProcessorTime();
        rows.add(ingest("trainer ingest, CutMix", DataPath.CUTMIX, consumer));
        Duration reading = cluster.brokerProcessorTime().minus(beforeReading);
        double brokerCost = loader.brokerCost() + worker.brokerCost() + reading.toNanos() * 1e-9 / RECORDS;
        rows.addAll(ScalingRows.of(worker.writerCost(), brokerCost));
        return rows;
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
        ThroughputProbe probe = ThroughputProbe.of(cluster, topic, RECORDS, tool);
        Cluster.await(tool);
        return probe.rate();
    }

    private double rawCopy() throws IOException, InterruptedException {
        String topic = "raw-copy";
        cluster.createTopic(topic);
        ChildProcess copy = cluster.java(
                TopicCopy.class, List.of(cluster.bootstrapServers(), TOPICS.trainImages(), topic), line -> {});
        ThroughputProbe probe = ThroughputProbe.of(cluster, topic, RECORDS, copy);
        Cluster.stop(copy);
        return probe.rate();
    }

    private ThroughputProbe mix(Topics topics, int workers) throws IOException, InterruptedException {
        List<ChildProcess> processes = new ArrayList<>();
        for (int worker = 0; worker < workers; worker++) {
            processes.add(cluster.service("augment-service", topics.prefix(), List.of()));
        }
        ThroughputProbe probe = ThroughputProbe.of(cluster, topics.mixedImages(), RECORDS, processes.get(0));
        for (ChildProcess worker : processes) {
            Cluster.stop(worker);
        }
        return probe;
    }

    /** Its lines contain the time of day and the number of records received. */
    private double consumerPerformance(String topic) throws IOException, InterruptedException {
        List<ReaderProgress> readings = Collections.synchronizedList(new ArrayList<>());
        DateTimeFormatter clock = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss:SSS", Locale.ROOT);
        ChildProcess tool = cluster.java(
                ConsumerPerformance.class,
                List.of(
                        "--bootstrap-server",
                        cluster.bootstrapServers(),
                        "--topic",
                        topic,
                        "--messages",
                        String.valueOf(RECORDS),
                        "--reporting-interval",
                        "50",
                        "--show-detailed-stats",
                        "--hide-header"),
                line -> {
                    String[] fields = line.split(", *");
                    long millis = LocalDateTime.parse(fields[0], clock)
                            .toInstant(ZoneOffset.UTC)
                            .toEpochMilli();
                    readings.add(new ReaderProgress(Long.parseLong(fields[4]), millis));
                });
        Cluster.await(tool);
        return ReaderProgress.rate(readings);
    }

    private Row ingest(String stage, DataPath path, double consumer) throws IOException, InterruptedException {
        List<ReaderProgress> readings = Collections.synchronizedList(new ArrayList<>());
        ChildProcess ingest = cluster.java(
                ReadBenchmark.class,
                List.of(cluster.bootstrapServers(), path.label(), String.valueOf(RECORDS)),
                line -> {
                    String[] fields = line.split(" ");
                    readings.add(new ReaderProgress(Long.parseLong(fields[0]), Long.parseLong(fields[1])));
                });
        Cluster.await(ingest);
        return Row.ratio(
                stage, "records/s", ReaderProgress.rate(readings), "kafka-consumer-perf-test", consumer, "≥ 0.6");
    }
}
