package cutmix.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KafkaBrokerIT {

    @TempDir
    Path folder;

    @Test
    void keeps_its_topics_over_a_restart() throws Exception {
        // Given
        try (KafkaBroker broker = KafkaBroker.start(folder);
                Admin admin = admin(broker)) {
            admin.createTopics(List.of(new NewTopic("kept", Optional.of(3), Optional.empty())))
                    .all()
                    .get();
        }

        // When
        try (KafkaBroker broker = KafkaBroker.start(folder);
                Admin admin = admin(broker)) {

            // Then
            assertThat(admin.listTopics().names().get()).contains("kept");
        }
    }

    @Test
    void ends_with_its_process() throws Exception {
        // Given
        KafkaBroker broker = KafkaBroker.start(folder);

        // When
        broker.close();

        // Then
        assertThat(broker.process().isAlive()).isFalse();
    }

    @Test
    void is_started_so_that_it_ends_when_its_memory_is_used_up() throws Exception {
        try (KafkaBroker broker = KafkaBroker.start(folder)) {
            assertThat(broker.process().info().arguments().orElseThrow()).contains("-XX:+ExitOnOutOfMemoryError");
        }
    }

    @Test
    void says_where_its_jars_should_be() {
        assertThatThrownBy(() -> KafkaBroker.start(folder, folder, KafkaBroker.freePort()))
                .isInstanceOf(IOException.class)
                .hasMessageContaining(folder.resolve("lib").toString());
    }

    private static Admin admin(KafkaBroker broker) {
        return Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()));
    }
}
