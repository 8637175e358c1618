package cutmix.loader;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cutmix.loader.kafka.OwnTopicSettings;
import cutmix.loader.kafka.creation.SettingOrigins;
import io.quarkus.runtime.configuration.DurationConverter;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

class TopicOptionsTest {

    private static final Map<String, String> VARIABLES =
            Map.of("cutmix.loader.replication-factor", "3", "cutmix.loader.topic-config", "min.insync.replicas=2");

    @Command
    private static final class Program {

        @Mixin
        private TopicOptions options;
    }

    @Test
    void an_option_comes_before_its_variable_and_each_is_known_by_its_name() {
        assertThat(own(VARIABLES).origins())
                .isEqualTo(new SettingOrigins("CUTMIX_LOADER_REPLICATION_FACTOR", "CUTMIX_LOADER_TOPIC_CONFIG"));
        OwnTopicSettings given = own(VARIABLES, "--replication-factor", "2", "--topic-config", "compression.type=lz4");
        assertThat(given.origins()).isEqualTo(new SettingOrigins("--replication-factor", "--topic-config"));
        assertThat(given.replicationFactor()).contains((short) 2);
        assertThat(own(Map.of()).origins()).isEqualTo(new SettingOrigins("--replication-factor", "--topic-config"));
    }

    @Test
    void a_number_of_replicas_that_cannot_be_is_refused_by_the_name_of_its_variable() {
        assertThatThrownBy(() -> own(Map.of("cutmix.loader.replication-factor", "0")))
                .hasMessage("CUTMIX_LOADER_REPLICATION_FACTOR '0' is not a whole number from 1 to 32767");
    }

    private static OwnTopicSettings own(Map<String, String> variables, String... arguments) {
        LoaderConfig config = new SmallRyeConfigBuilder()
                .withConverter(Duration.class, 200, new DurationConverter())
                .withMapping(LoaderConfig.class)
                .withSources(new PropertiesConfigSource(variables, "test", 100))
                .build()
                .getConfigMapping(LoaderConfig.class);
        Program program = new Program();
        new CommandLine(program).parseArgs(arguments);
        return program.options.own(config.loader());
    }
}
