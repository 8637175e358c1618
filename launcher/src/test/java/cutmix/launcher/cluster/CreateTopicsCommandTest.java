package cutmix.launcher.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class CreateTopicsCommandTest {

    private final CreateTopicsCommand command = new CreateTopicsCommand();

    @Test
    void the_loader_gets_replicas_and_settings_of_topics() {
        // When
        new CommandLine(command)
                .parseArgs(
                        "--replication-factor",
                        "3",
                        "--topic-config",
                        "min.insync.replicas=2",
                        "--topic-config",
                        "compression.type=lz4");
        // Then
        assertThat(command.arguments())
                .endsWith(
                        "--replication-factor",
                        "3",
                        "--topic-config",
                        "min.insync.replicas=2",
                        "--topic-config",
                        "compression.type=lz4");
    }

    @Test
    void without_them_the_loaders_variables_hold() {
        // When
        new CommandLine(command).parseArgs("--partitions", "2");
        // Then
        assertThat(command.arguments())
                .containsExactly("topics", "create", "--partitions", "2", "--image-size", "32", "--classes", "100");
    }
}
