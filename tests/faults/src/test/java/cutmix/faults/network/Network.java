package cutmix.faults.network;

import cutmix.broker.KafkaBroker;
import cutmix.broker.ProxiedListener;
import cutmix.faults.pipeline.Service;
import cutmix.faults.pipeline.ServicePipeline;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** A broker that each kind of service reaches through its own proxy, and the tests directly. */
public record Network(KafkaBroker broker, Map<Service, NetworkProxy> proxies) implements AutoCloseable {

    /** The request timeout of the services. */
    public static final Duration REQUEST_TIMEOUT = Duration.ofSeconds(4);

    public static Network start(Path folder) throws IOException, InterruptedException {
        Map<Service, NetworkProxy> proxies = new EnumMap<>(Service.class);
        List<ProxiedListener> listeners = new ArrayList<>();
        for (Service service : Service.values()) {
            NetworkProxy proxy = NetworkProxy.to(KafkaBroker.freePort());
            proxies.put(service, proxy);
            listeners.add(new ProxiedListener(service.name(), proxy.target(), proxy.port()));
        }
        return new Network(KafkaBroker.start(folder, listeners), proxies);
    }

    public ServicePipeline pipeline(Path folder) throws IOException {
        return new ServicePipeline(broker.bootstrapServers(), this::client, "", folder);
    }

    public NetworkProxy to(Service service) {
        return proxies.get(service);
    }

    public void delay(Duration delay) {
        proxies.values().forEach(proxy -> proxy.delay(delay));
    }

    /** Blocks the traffic between these services and the broker for a while. */
    public void hold(Duration stretch, Service... services) throws InterruptedException {
        for (Service service : services) {
            to(service).hold();
        }
        Thread.sleep(stretch.toMillis());
        for (Service service : services) {
            to(service).release();
        }
    }

    private Map<String, String> client(Service service) {
        String timeout = "" + REQUEST_TIMEOUT.toMillis();
        String address = "localhost:" + to(service).port();
        return switch (service) {
            case LOADER ->
                Map.of("KAFKA_BOOTSTRAP_SERVERS", address, "MP_MESSAGING_OUTGOING_IMAGES_REQUEST_TIMEOUT_MS", timeout);
            case AUGMENT -> Map.of("KAFKA_BOOTSTRAP_SERVERS", address, "KAFKA_REQUEST_TIMEOUT_MS", timeout);
            case TRAINER ->
                Map.of(
                        "KAFKA_BOOTSTRAP_SERVERS",
                        address,
                        "KAFKA_REQUEST_TIMEOUT_MS",
                        timeout,
                        // Small, so that the trainer reads from the network until the end.
                        "CUTMIX_TRAINER_SAMPLES_PER_PARTITION",
                        "32");
        };
    }

    @Override
    public void close() {
        broker.close();
        proxies.values().forEach(NetworkProxy::close);
    }
}
