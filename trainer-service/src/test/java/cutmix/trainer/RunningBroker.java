package cutmix.trainer;

import cutmix.broker.KafkaBroker;
import cutmix.schemas.SamplePosition;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/** A real broker whose topics are loaded; those with the prefix {@code gap.} lack a mixed sample, and all plain ones. */
abstract class RunningBroker {

    @TempDir
    static Path folder;

    static KafkaBroker broker;

    @BeforeAll
    static void start_broker() throws Exception {
        broker = KafkaBroker.start(folder.resolve("broker"));
        new LoadedTopics(broker.bootstrapServers(), "").write();
        new LoadedTopics(broker.bootstrapServers(), "gap.").writeMixedWithout(new SamplePosition(1, 9));
    }

    @AfterAll
    static void stop_broker() {
        broker.close();
    }

    static TrainerProcess start(String... arguments) throws Exception {
        return start(Map.of(), arguments);
    }

    static TrainerProcess start(Map<String, String> environment, String... arguments) throws Exception {
        Map<String, String> all = new HashMap<>(Map.of("KAFKA_BOOTSTRAP_SERVERS", broker.bootstrapServers()));
        all.putAll(environment);
        return TrainerProcess.start(folder, all, arguments);
    }
}
