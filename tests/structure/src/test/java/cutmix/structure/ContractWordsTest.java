package cutmix.structure;

import static org.assertj.core.api.Assertions.assertThat;

import cutmix.schemas.contract.EngineNames;
import cutmix.schemas.contract.PathNames;
import cutmix.schemas.contract.RecipeNames;
import cutmix.schemas.deadletter.DeadLetter;
import cutmix.schemas.identity.DatasetIdentity;
import cutmix.schemas.kafka.ConsumerGroups;
import cutmix.schemas.kafka.Topics;
import cutmix.schemas.kafka.TransactionalIds;
import cutmix.schemas.mixing.MixingSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.kafka.common.header.Header;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ContractWordsTest {

    private static final Topics TOPICS = new Topics("");
    private static final ConsumerGroups GROUPS = new ConsumerGroups(TOPICS);
    private static final TransactionalIds TRANSACTIONS = new TransactionalIds(TOPICS);
    private static final Path ROOT = SourceFile.projectRoot();
    private static final Pattern VARIABLE = Pattern.compile("\\bCUTMIX_[A-Z0-9_]*[A-Z0-9]");

    private static final List<ContractWord> WORDS = List.of(
            ContractWord.of(
                    List.of(
                            TOPICS.datasetInfo(),
                            TOPICS.trainImages(),
                            TOPICS.testImages(),
                            TOPICS.mixedImages(),
                            TOPICS.metrics(),
                            TOPICS.steps(),
                            TOPICS.deadLetters()),
                    "Topics"),
            ContractWord.of(
                    List.of(
                            GROUPS.augment(),
                            GROUPS.loader(),
                            GROUPS.trainer(""),
                            TRANSACTIONS.deadLetters(),
                            TRANSACTIONS.metrics("")),
                    "ConsumerGroups",
                    "TransactionalIds"),
            ContractWord.of(List.of(DatasetIdentity.HEADER), "DatasetIdentity"),
            ContractWord.of(List.of(MixingSettings.HEADER), "MixingSettings"),
            ContractWord.of(deadLetterHeaders(), "DeadLetter"),
            ContractWord.of(PathNames.ALL, "PathNames")
                    .except(Map.of(
                            "AugmentConfig", "the prefix of all settings",
                            "WorkerConfig", "the prefix of all settings",
                            "LoaderConfig", "the prefix of all settings",
                            "TrainerConfig", "the prefix of all settings",
                            "CompletionCommand", "the program's name",
                            "StartRows", "the program's name",
                            "CacheFolder", "the program's folder among those of others",
                            "MlflowTarget", "the default experiment")),
            ContractWord.of(RecipeNames.ALL, "RecipeNames"),
            ContractWord.of(EngineNames.ALL, "EngineNames"),
            ContractWord.like("(CUTMIX|KAFKA|QUARKUS)_[A-Z0-9_]*", "EnvironmentVariables"),
            ContractWord.like("MLFLOW_[A-Z0-9_]*", "TrackingVariables"));

    private static final List<StringLiteral> LITERALS = StringLiteral.of(
            SourceFile.in(ROOT).stream().filter(file -> !file.isTest()).toList());

    @Test
    void main_code_takes_contract_words_from_constants() {
        assertThat(WORDS.stream().flatMap(word -> word.problems(LITERALS).stream()))
                .isEmpty();
    }

    @Test
    void every_owner_of_contract_words_spells_them_out() {
        for (ContractWord word : WORDS) {
            assertThat(LITERALS.stream()
                            .filter(literal ->
                                    word.owners().contains(literal.file().simpleName()))
                            .filter(literal ->
                                    word.literals().matcher(literal.value()).matches()))
                    .as(word.toString())
                    .isNotEmpty();
        }
    }

    @Test
    void variables_that_messages_name_are_in_the_reference_of_settings() throws IOException {
        String settings = Files.readString(ROOT.resolve("docs/reference/settings.md"));

        assertThat(LITERALS.stream()
                        .flatMap(literal -> VARIABLE.matcher(literal.value()).results())
                        .map(MatchResult::group)
                        .distinct())
                .isNotEmpty()
                .allSatisfy(variable -> assertThat(settings).contains(variable));
    }

    @Test
    void the_workers_properties_have_the_contracts_words() throws IOException {
        Properties worker = properties("augment-service");

        assertThat(worker.getProperty("mp.messaging.incoming.images-train.group.id"))
                .isEqualTo(prefixed(ConsumerGroups.AUGMENT));
        assertThat(worker.getProperty("mp.messaging.incoming.images-train.topic"))
                .isEqualTo(prefixed(TOPICS.trainImages()));
        assertThat(worker.getProperty("mp.messaging.outgoing.images-cutmix.topic"))
                .isEqualTo(prefixed(TOPICS.mixedImages()));
        assertThat(worker.stringPropertyNames())
                .contains("%" + RecipeNames.STRONG + ".cutmix.augment.flip-probability");
    }

    @Test
    void the_loaders_properties_have_the_contracts_words() throws IOException {
        assertThat(properties("loader-service").getProperty("mp.messaging.outgoing.images.topic"))
                .isEqualTo(prefixed(TOPICS.trainImages()));
    }

    @Test
    void a_word_that_is_typed_again_is_found(@TempDir Path root) throws IOException {
        Path folder = Files.createDirectories(root.resolve("m/src/main/java/m"));
        Files.writeString(
                folder.resolve("Typed.java"),
                """
                package m;

                /** A "cutmix" in a comment is not a literal. */
                class Typed {
                    @Option(defaultValue = "cutmix")
                    String path = "a text that names cutmix";
                    String variable = System.getenv("CUTMIX_TOPIC_PREFIX");
                }
                """);
        Files.writeString(folder.resolve("PathNames.java"), "package m; class PathNames { String s = \"cutmix\"; }");

        List<StringLiteral> found = StringLiteral.of(SourceFile.in(root));

        assertThat(WORDS.stream().flatMap(word -> word.problems(found).stream()))
                .containsExactly(
                        "m/src/main/java/m/Typed.java:5: \"cutmix\" is a word of the contract: use a constant of PathNames",
                        "m/src/main/java/m/Typed.java:7: \"CUTMIX_TOPIC_PREFIX\" is a word of the contract:"
                                + " use a constant of EnvironmentVariables");
    }

    private static List<String> deadLetterHeaders() {
        return Stream.of(new DeadLetter("t", 0, 0, "reason").headers().toArray())
                .map(Header::key)
                .toList();
    }

    private static String prefixed(String name) {
        return "${cutmix.topic-prefix:}" + name;
    }

    private static Properties properties(String service) throws IOException {
        Properties properties = new Properties();
        try (var reader =
                Files.newBufferedReader(ROOT.resolve(service + "/src/main/resources/application.properties"))) {
            properties.load(reader);
        }
        return properties;
    }
}
