package cutmix.trainer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Checks the jars of the packaged service. */
class PackagedLibrariesIT {

    private static final Path DOCS = Path.of("../docs/operations/dependencies.md");

    @Test
    void libraries_that_the_trainer_never_calls_are_not_packaged() throws IOException {
        assertThat(packaged()).isNotEmpty().noneMatch(jar -> Stream.of(
                        "commons-net.",
                        "it.unimi.dsi.fastutil",
                        "org.apache.commons.commons-collections4",
                        "com.google.code.gson",
                        "com.google.flatbuffers",
                        "com.github.oshi",
                        "net.java.dev.jna",
                        "org.threeten",
                        "net.ericaro",
                        "com.jakewharton")
                .anyMatch(jar::startsWith));
    }

    @Test
    void commons_math_is_the_last_release_of_its_line() throws IOException {
        assertThat(packaged()).contains("org.apache.commons.commons-math3-3.6.1.jar");
    }

    @Test
    void the_docs_say_why_each_library_of_deeplearning4j_stays() throws IOException {
        // When
        List<String> staying = packaged().stream()
                .filter(jar -> jar.startsWith("org.nd4j.") || jar.startsWith("org.deeplearning4j."))
                .map(jar -> jar.replaceFirst("^org\\.(nd4j|deeplearning4j)\\.", "")
                        .replaceFirst("-1\\.0\\.0-M2\\.1.*$", ""))
                .distinct()
                .toList();
        // Then
        String docs = Files.readString(DOCS);
        assertThat(staying).contains("guava", "jackson", "protobuf").allSatisfy(artifact -> assertThat(docs)
                .contains("`" + artifact + "`"));
    }

    private static List<String> packaged() throws IOException {
        Path libraries = Path.of(System.getProperty("cutmix.trainer.jar"))
                .resolveSibling("lib")
                .resolve("main");
        try (Stream<Path> jars = Files.list(libraries)) {
            return jars.map(jar -> jar.getFileName().toString()).sorted().toList();
        }
    }
}
