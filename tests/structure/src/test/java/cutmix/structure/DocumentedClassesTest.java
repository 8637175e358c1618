package cutmix.structure;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DocumentedClassesTest {

    private static final Set<String> JAVA = Set.of(
            "Emitter",
            "Error",
            "KafkaConsumer",
            "Math",
            "OutOfMemoryError",
            "Pointer",
            "SerializationException",
            "StrictMath",
            "TimeoutException");

    private static final Set<String> DEEPLEARNING4J = Set.of(
            "CollectScoresListener",
            "CycleSchedule",
            "JsonFormat",
            "Nd4jBase64",
            "PolySchedule",
            "SpecifiedIndex",
            "SystemInfo");

    private static final Set<String> PYTHON = Set.of(
            "ConnectionError", "Conv2d", "DataLoader", "IterableDataset", "LookupError", "TimeoutError", "ValueError");

    /** Kafka's permissions, and Kubernetes' ways to update a deployment. */
    private static final Set<String> OPERATIONS =
            Set.of("AlterConfigs", "Create", "IdempotentWrite", "Read", "Recreate", "Write");

    /** They stand for the names of tests. */
    private static final Set<String> PATTERNS = Set.of("FaultsIT", "FooIT", "FooTest");

    private static final Set<String> FOREIGN = Stream.of(JAVA, DEEPLEARNING4J, PYTHON, OPERATIONS, PATTERNS)
            .flatMap(Collection::stream)
            .collect(Collectors.toUnmodifiableSet());

    private static final Path ROOT = SourceFile.projectRoot();

    @TempDir
    private Path folder;

    @Test
    void every_class_that_the_documentation_names_exists() throws IOException {
        List<DocumentedClass> documented = DocumentedClass.in(ROOT);

        assertThat(documented).hasSizeGreaterThan(300);
        assertThat(DocumentedClass.problems(documented, DeclaredType.namesIn(ROOT), FOREIGN))
                .isEmpty();
    }

    @Test
    void every_foreign_name_occurs_in_the_documentation() throws IOException {
        Set<String> documented = DocumentedClass.in(ROOT).stream()
                .flatMap(found -> found.names().stream())
                .collect(Collectors.toSet());

        assertThat(documented).containsAll(FOREIGN);
    }

    @Test
    void a_misspelt_class_is_found() throws IOException {
        // Given
        write("m/src/main/java/m/BlockLayout.java", "package m;\n\npublic record BlockLayout() {\n  enum Kind {}\n}\n");
        write("m/src/test/java/m/BlockLayoutTest.java", "package m;\nclass BlockLayoutTest {}\n");
        write("m/src/main/avro/Mixed.avsc", "{\"type\": \"record\", \"name\": \"Mixed\", \"fields\": []}");
        write(
                "README.md",
                """
                `BlockLayout.of`, `BlockLayout.Kind`, `BlockLayoutTest` and `Mixed` exist; `List` is a foreign class.
                `NAME`, `pages/Page.md` and `--Option` are not names of classes.
                ```
                `InABlock`
                ```
                `BlokLayout` and `BlockLayout.Sort(…)` do not exist.
                """);
        write("CHANGELOG.md", "`Former` was removed.");

        // When
        List<String> problems =
                DocumentedClass.problems(DocumentedClass.in(folder), DeclaredType.namesIn(folder), Set.of("List"));

        // Then
        assertThat(problems)
                .containsExactly("README.md:6: no class is called BlokLayout", "README.md:6: no class is called Sort");
    }

    private void write(String path, String text) throws IOException {
        Path file = folder.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }
}
