package cutmix.launcher.document;

import static org.assertj.core.api.Assertions.assertThat;

import cutmix.support.ProjectFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class DocumentLinksTest {

    private static final Path HOME = Path.of("..").toAbsolutePath().normalize();

    private static final Pattern PAGE = Pattern.compile("\\bdocs/[\\w./-]+\\.md\\b");

    @Test
    void every_relative_link_leads_to_a_file_and_a_heading() throws Exception {
        // Given
        List<Path> pages = ProjectFiles.endingWith(HOME, ".md");
        List<String> broken = new ArrayList<>();
        int links = 0;

        // When
        for (Path file : pages) {
            for (String link : MarkdownPage.read(file).links()) {
                links++;
                if (!leadsSomewhere(file, link)) {
                    broken.add(HOME.relativize(file) + ": " + link);
                }
            }
        }

        // Then
        assertThat(broken).isEmpty();
        assertThat(links).isGreaterThan(100);
    }

    @Test
    void every_page_that_a_source_file_names_exists() throws Exception {
        List<String> missing = new ArrayList<>();
        for (Path file : ProjectFiles.endingWith(HOME, ".java", ".py", ".xml", ".yml", ".yaml", ".properties")) {
            PAGE.matcher(Files.readString(file))
                    .results()
                    .filter(page -> !Files.exists(HOME.resolve(page.group())))
                    .forEach(page -> missing.add(HOME.relativize(file) + ": " + page.group()));
        }

        assertThat(missing).isEmpty();
    }

    private static boolean leadsSomewhere(Path file, String link) throws IOException {
        int hash = link.indexOf('#');
        String path = hash < 0 ? link : link.substring(0, hash);
        Path target = path.isEmpty() ? file : file.resolveSibling(path);
        return Files.exists(target)
                && (hash < 0 || MarkdownPage.read(target).anchors().contains(link.substring(hash + 1)));
    }
}
