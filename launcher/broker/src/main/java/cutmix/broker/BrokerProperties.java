package cutmix.broker;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Configuration of a broker on one port of the loopback interface, in addition to the defaults of this module. */
record BrokerProperties(int port, BrokerSecurity security, List<ProxiedListener> proxied) {

    /**
     * Writes all properties, including the defaults, to a file in a folder. The broker also stores its data in this
     * folder.
     */
    Path write(Path folder) throws IOException {
        Properties properties = new Properties();
        try (InputStream defaults = BrokerProperties.class.getResourceAsStream("server.properties")) {
            properties.load(defaults);
        }
        String protocol = security.protocol();
        String own = protocol + "://localhost:" + port;
        String controller = "localhost:" + controllerPort();
        properties.setProperty("controller.quorum.bootstrap.servers", controller);
        properties.setProperty(
                "listeners",
                own + ",CONTROLLER://" + controller
                        + each(listener -> listener.name() + "://localhost:" + listener.port()));
        properties.setProperty(
                "advertised.listeners",
                own + each(listener -> listener.name() + "://localhost:" + listener.proxyPort()));
        properties.setProperty("inter.broker.listener.name", protocol);
        properties.setProperty(
                "listener.security.protocol.map",
                "CONTROLLER:PLAINTEXT," + protocol + ":" + protocol + each(listener -> listener.name() + ":PLAINTEXT"));
        properties.setProperty(
                "log.dirs", folder.resolve("data").toAbsolutePath().toString());
        properties.putAll(security.broker());
        Path file = folder.resolve("server.properties").toAbsolutePath();
        try (var out = Files.newOutputStream(file)) {
            properties.store(out, null);
        }
        return file;
    }

    /**
     * Returns a free port that no other listener of this broker uses, because the broker's own port may not be bound
     * yet.
     */
    private int controllerPort() {
        return IntStream.generate(KafkaBroker::freePort)
                .filter(free -> free != port && proxied.stream().noneMatch(listener -> listener.port() == free))
                .findFirst()
                .orElseThrow();
    }

    private String each(Function<ProxiedListener, String> entry) {
        return proxied.stream().map(listener -> "," + entry.apply(listener)).collect(Collectors.joining());
    }
}
