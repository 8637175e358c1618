package cutmix.trainer;

import cutmix.schemas.BrokerFailure;
import cutmix.schemas.EpochMetricsJson;
import cutmix.schemas.UserException;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.apache.avro.AvroRuntimeException;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.StringDeserializer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(name = "tail", description = "Shows the metrics topic as a table that grows with every epoch.")
class TailCommand implements Callable<Integer> {

    private static final Duration POLL = Duration.ofMillis(250);

    private final Pipeline pipeline;
    private final TrainerConfig config;

    @Spec
    CommandSpec spec;

    @Option(names = "--no-follow", description = "End after the records that are there now.")
    boolean noFollow;

    TailCommand(Pipeline pipeline, TrainerConfig config) {
        this.pipeline = pipeline;
        this.config = config;
    }

    @Override
    public Integer call() {
        Map<String, Object> clientConfig = new HashMap<>(pipeline.clientConfig());
        clientConfig.remove(ConsumerConfig.GROUP_ID_CONFIG);
        clientConfig.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        TopicPartition partition = new TopicPartition(pipeline.topics().metrics(), 0);
        try (KafkaConsumer<String, String> consumer = consumer(clientConfig)) {
            if (consumer.partitionsFor(partition.topic(), config.brokerTimeout())
                    .isEmpty()) {
                throw new UserException(
                        "topic " + partition.topic() + " does not exist: start the loader, which makes it");
            }
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            show(consumer, partition);
        } catch (TimeoutException e) {
            throw BrokerFailure.unanswered(
                    clientConfig.get(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG), config.brokerTimeout(), e);
        }
        return 0;
    }

    private static KafkaConsumer<String, String> consumer(Map<String, Object> clientConfig) {
        try {
            return new KafkaConsumer<>(clientConfig, new StringDeserializer(), new StringDeserializer());
        } catch (KafkaException e) {
            throw BrokerFailure.unusable(clientConfig.get(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG), e);
        }
    }

    private void show(KafkaConsumer<String, String> consumer, TopicPartition partition) {
        long end = noFollow ? consumer.endOffsets(List.of(partition)).get(partition) : Long.MAX_VALUE;
        PrintWriter out = spec.commandLine().getOut();
        out.println(MetricsTable.HEADER);
        out.flush();
        while (consumer.position(partition) < end) {
            for (ConsumerRecord<String, String> consumed : consumer.poll(POLL)) {
                out.println(row(consumed));
            }
            out.flush();
        }
    }

    private static String row(ConsumerRecord<String, String> consumed) {
        try {
            return MetricsTable.row(EpochMetricsJson.read(consumed.value()));
        } catch (AvroRuntimeException e) {
            return "offset " + consumed.offset() + " is skipped: " + e.getMessage();
        }
    }
}
