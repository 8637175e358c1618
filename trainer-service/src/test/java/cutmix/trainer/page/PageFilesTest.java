package cutmix.trainer.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Checks that the files of the page match each other. */
class PageFilesTest {

    private static final String ROOT = "/META-INF/resources/";

    @Test
    void every_file_that_the_page_names_is_there() throws IOException {
        List<String> named = Pattern.compile("(?:src|href)=\"([^#\"]+)\"")
                .matcher(text("index.html"))
                .results()
                .map(result -> result.group(1))
                .filter(file -> !file.startsWith("q/"))
                .toList();
        assertThat(named)
                .hasSizeGreaterThan(3)
                .allSatisfy(file ->
                        assertThat(getClass().getResource(ROOT + file)).as(file).isNotNull());
    }

    @ParameterizedTest
    @ValueSource(strings = {"index.html", "page/main.js", "page/charts.js", "page/page.css", "page/tables.js"})
    void nothing_comes_from_elsewhere_and_no_text_is_taken_for_html(String file) throws IOException {
        assertThat(text(file))
                .doesNotContain("http:", "https:", "innerHTML", "insertAdjacentHTML", "style=\"", "onclick");
    }

    @ParameterizedTest
    @ValueSource(strings = {"main.js", "charts.js", "connection.js", "runs.js", "samples.js", "tables.js"})
    void every_module_that_is_imported_is_there(String file) throws IOException {
        assertThat(Pattern.compile("from \"\\./([^\"]+)\"")
                        .matcher(text("page/" + file))
                        .results()
                        .map(MatchResult::group))
                .allSatisfy(found -> assertThat(getClass().getResource(ROOT + "page/" + found.replaceAll(".*/|\"", "")))
                        .as(found)
                        .isNotNull());
    }

    private static String text(String file) throws IOException {
        try (InputStream in = PageFilesTest.class.getResourceAsStream(ROOT + file)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
