package cutmix.reference;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class MetricsPageTest {

    private static final Pattern REGISTERED = Pattern.compile("(?:builder|gauge)\\(\\s*\"(cutmix\\.[a-z.]+)\"");
    private static final Pattern DESCRIBED = Pattern.compile("`(cutmix_[a-z_]+?)(?:_total|_bytes)?`");

    @Test
    void the_page_describes_the_metrics_that_the_services_register() throws Exception {
        // Given
        Set<String> registered = new TreeSet<>();
        for (Program program : List.of(Program.AUGMENT_WORKER, Program.TRAINER)) {
            for (Path file : sources(program)) {
                registered.addAll(found(REGISTERED, file));
            }
        }

        // When
        Set<String> described = found(DESCRIBED, Program.HOME.resolve("docs/reference/metrics.md"));

        // Then
        assertThat(described)
                .isEqualTo(
                        registered.stream().map(name -> name.replace('.', '_')).collect(Collectors.toSet()));
    }

    private static List<Path> sources(Program program) throws IOException {
        try (Stream<Path> files = Files.walk(program.folder())) {
            return files.filter(file -> file.toString().matches(".*/src/main/.*\\.java"))
                    .toList();
        }
    }

    private static Set<String> found(Pattern pattern, Path file) throws IOException {
        return pattern.matcher(Files.readString(file))
                .results()
                .map(match -> match.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
