package cutmix.launcher.option;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cutmix.schemas.failure.SettingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Valid values, and invalid variables; {@code OptionsTest} has the invalid options. */
class OptionRuleTest {

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "localhost:9092",
                "127.0.0.1:1",
                "kafka_1.example-host.org:65535",
                "[::1]:9092",
                "[fe80::1%eth0]:9092",
                "a:1,b:2",
                "a:1 , b:2"
            })
    void brokers_are_hosts_with_ports(String brokers) {
        assertThatCode(() -> OptionRule.bootstrapServers(brokers)).doesNotThrowAnyException();
    }

    @Test
    void a_dataset_is_built_in_a_folder_or_an_archive() throws Exception {
        Path archive = Files.createFile(folder.resolve("cifar.tar.gz"));
        Path other = Files.createFile(folder.resolve("cifar.tgz"));

        for (String dataset : List.of("sample", folder.toString(), archive.toString(), other.toString(), ".")) {
            assertThatCode(() -> OptionRule.dataset(List.of("sample"), dataset)).doesNotThrowAnyException();
        }
    }

    @Test
    void the_replication_factor_in_the_environment_is_a_number_of_its_range() {
        String variable = "CUTMIX_LOADER_REPLICATION_FACTOR";
        for (String wrong : List.of("0", "-1", "32768", "99999999999999999999", "abc")) {
            assertThatThrownBy(() -> OptionRule.replicationFactor(Map.of(variable, wrong)))
                    .isInstanceOf(SettingException.class)
                    .hasMessage(variable + " '" + wrong + "' is not a whole number from 1 to 32767");
        }
        for (Map<String, String> right :
                List.of(Map.<String, String>of(), Map.of(variable, ""), Map.of(variable, "3"))) {
            assertThatCode(() -> OptionRule.replicationFactor(right)).doesNotThrowAnyException();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {8, 14, 110, 1202})
    void depths_go_from_one_block_a_stack_to_two_hundred(int depth) {
        assertThatCode(() -> OptionRule.depth(depth)).doesNotThrowAnyException();
    }
}
