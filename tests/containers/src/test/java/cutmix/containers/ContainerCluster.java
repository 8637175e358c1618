package cutmix.containers;

import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.testcontainers.containers.Network;
import org.testcontainers.kafka.KafkaContainer;

/** A broker from the image in the compose file, in a network of its own. */
final class ContainerCluster implements AutoCloseable {

    /** The broker's address for containers in the network. */
    static final String INSIDE = "kafka:19092";

    private final Network network = Network.newNetwork();
    private final KafkaContainer broker;

    ContainerCluster(ComposeFile compose) {
        broker = new KafkaContainer(compose.services().get("kafka").get("image").asText())
                .withNetwork(network)
                .withListener(INSIDE)
                .withEnv("KAFKA_AUTO_CREATE_TOPICS_ENABLE", "false");
    }

    void start() {
        broker.start();
    }

    Network network() {
        return network;
    }

    String bootstrapServers() {
        return broker.getBootstrapServers();
    }

    Admin admin() {
        return Admin.create(settings());
    }

    KafkaConsumer<byte[], byte[]> consumer() {
        return new KafkaConsumer<>(settings(), new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    private Map<String, Object> settings() {
        return Map.of("bootstrap.servers", bootstrapServers());
    }

    @Override
    public void close() {
        broker.stop();
        network.close();
    }
}
