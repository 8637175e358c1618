package cutmix.support;

import cutmix.broker.KafkaBroker;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.apache.commons.io.FileUtils;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Runs one broker for all tests of a class. Each test uses topics of its own, or deletes those that it created. */
public final class BrokerExtension implements BeforeAllCallback, AfterAllCallback {

    private Path folder;
    private KafkaBroker broker;

    @Override
    public void beforeAll(ExtensionContext context) throws Exception {
        folder = Files.createTempDirectory("broker");
        broker = KafkaBroker.start(folder);
    }

    public String bootstrapServers() {
        return broker.bootstrapServers();
    }

    /** Returns a new client, which the caller closes. */
    public Admin admin() {
        return Admin.create(Map.of("bootstrap.servers", bootstrapServers()));
    }

    @Override
    public void afterAll(ExtensionContext context) throws IOException {
        if (broker != null) {
            broker.close();
        }
        FileUtils.deleteDirectory(folder.toFile());
    }
}
