package cutmix.launcher.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LivePageLineTest {

    private static final String LINE = "Live page: http://127.0.0.1:4711/";

    private final List<String> said = new CopyOnWriteArrayList<>();

    @TempDir
    Path folder;

    @Test
    void the_first_page_is_told_and_other_lines_are_left_to_others() {
        // Given
        LivePageLine page = new LivePageLine(said::add, Optional.empty());
        // Then
        assertThat(page.takes("Epoch 1/6")).isFalse();
        assertThat(page.takes(LINE)).isTrue();
        assertThat(page.takes("Live page: http://127.0.0.1:4712/")).isTrue();
        assertThat(said).containsExactly(LINE);
    }

    @Test
    void it_is_opened_where_that_is_asked_for() {
        // Given
        Path opened = folder.resolve("opened");
        Browser browser = new Browser(List.of("sh", "-c", "echo $0 > " + opened), said::add);
        // When
        new LivePageLine(said::add, Optional.of(browser)).takes(LINE);
        // Then
        await().untilAsserted(() -> assertThat(opened).hasContent("http://127.0.0.1:4711/"));
        assertThat(said).containsExactly(LINE);
    }

    @Test
    void a_browser_that_is_not_there_or_fails_is_told_in_one_line() {
        // When
        new Browser(List.of(folder.resolve("missing").toString()), said::add).open("http://127.0.0.1:4711/");
        new Browser(List.of("false"), said::add).open("http://127.0.0.1:4712/");
        // Then
        await().until(() -> said.size() == 2);
        assertThat(said.get(0)).contains("missing is not installed", "open http://127.0.0.1:4711/ yourself");
        assertThat(said.get(1)).contains("code 1", "open http://127.0.0.1:4712/ yourself");
    }
}
