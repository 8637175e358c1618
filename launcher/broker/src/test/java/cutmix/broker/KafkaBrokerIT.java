package cutmix.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KafkaBrokerIT {

    private static final Path HOME =
            Path.of(System.getProperty(KafkaBroker.HOME_PROPERTY, "launcher/broker/target/broker"));

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
    void another_broker_on_its_port_is_not_taken_for_it() throws Exception {
        try (KafkaBroker first = KafkaBroker.start(folder.resolve("first"))) {
            assertThatThrownBy(() -> KafkaBroker.start(HOME, folder.resolve("second"), port(first)))
                    .isInstanceOf(ServerExitException.class)
                    .hasMessage("the Kafka broker has ended: its port is in use: choose another one; its log is "
                            + folder.resolve("second/broker.log").toAbsolutePath());
        }
    }

    @Test
    void two_that_start_at_once_and_prefer_one_port_both_serve() throws Exception {
        // Given
        int port = KafkaBroker.freePort();
        List<CompletableFuture<KafkaBroker>> started = new ArrayList<>();

        // When
        for (String name : List.of("first", "second")) {
            started.add(CompletableFuture.supplyAsync(() -> {
                try {
                    return KafkaBroker.startPreferring(HOME, folder.resolve(name), port);
                } catch (IOException | InterruptedException e) {
                    throw new CompletionException(e);
                }
            }));
        }

        // Then
        try (KafkaBroker first = started.get(0).get();
                KafkaBroker second = started.get(1).get();
                Admin atFirst = admin(first);
                Admin atSecond = admin(second)) {
            assertThat(List.of(port(first), port(second))).contains(port).doesNotHaveDuplicates();
            assertThat(atFirst.describeCluster().clusterId().get())
                    .isNotEqualTo(atSecond.describeCluster().clusterId().get());
        }
    }

    @Test
    void says_where_its_jars_should_be() {
        assertThatThrownBy(() -> KafkaBroker.start(folder, folder, KafkaBroker.freePort()))
                .isInstanceOf(IOException.class)
                .hasMessageContaining(folder.resolve("lib").toString());
    }

    private static int port(KafkaBroker broker) {
        return Integer.parseInt(broker.bootstrapServers().replaceFirst(".*:", ""));
    }

    private static Admin admin(KafkaBroker broker) {
        return Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()));
    }
}
