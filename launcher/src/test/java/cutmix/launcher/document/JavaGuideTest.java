package cutmix.launcher.document;

import static org.assertj.core.api.Assertions.assertThat;

import cutmix.support.ProjectFiles;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Compares docs/guide/java.md with its programs, which {@code ReadmeIT} and {@code RegistryIT} run. */
class JavaGuideTest {

    private static final Path HOME = Path.of("..").toAbsolutePath().normalize();
    private static final Path PAGE = HOME.resolve("docs/guide/java.md");

    @Test
    void the_page_quotes_every_program() throws IOException {
        assertThat(programs()).hasSize(2).allSatisfy(program -> assertThat(PAGE)
                .content()
                .contains("```java\n" + Files.readString(program) + "```\n"));
    }

    @Test
    void the_programs_compile_without_warnings(@TempDir Path classes) throws IOException {
        // Given
        List<String> arguments =
                new ArrayList<>(List.of("--release", "17", "-Xlint:all", "-Werror", "-proc:none", "-d", classes + ""));
        arguments.addAll(List.of("-cp", System.getProperty("java.class.path")));
        programs().forEach(program -> arguments.add(program.toString()));
        ByteArrayOutputStream messages = new ByteArrayOutputStream();

        // When
        int result =
                ToolProvider.getSystemJavaCompiler().run(null, messages, messages, arguments.toArray(String[]::new));

        // Then
        assertThat(result).as(messages.toString(StandardCharsets.UTF_8)).isZero();
    }

    @Test
    void the_dependency_has_the_coordinates_of_the_module() throws IOException {
        // The parent's group and version, which the module inherits, come first in the file.
        String pom = Files.readString(HOME.resolve("schemas/pom.xml"));
        String dependency = "  <groupId>" + first("groupId", pom) + "</groupId>\n  <artifactId>schemas</artifactId>\n"
                + "  <version>" + first("version", pom) + "</version>\n";

        assertThat(pom).contains("\n  <artifactId>schemas</artifactId>\n");
        assertThat(PAGE).content().contains(dependency);
    }

    private static List<Path> programs() throws IOException {
        return ProjectFiles.endingWith(HOME.resolve("docs/examples"), ".java");
    }

    private static String first(String element, String pom) {
        Matcher value = Pattern.compile("<" + element + ">(.*?)</").matcher(pom);
        assertThat(value.find()).isTrue();
        return value.group(1);
    }
}
