package cutmix.loader.download;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.sun.net.httpserver.HttpHandler;
import cutmix.loader.progress.LoadProgress;
import cutmix.loader.progress.ProgressTask;
import cutmix.schemas.failure.UserException;
import cutmix.schemas.http.HttpAddress;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicReference;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DownloadTest {

    private static final int SIZE = 200_000;

    private static final RetryPolicy ONCE = new RetryPolicy(Duration.ofSeconds(30), 1, Duration.ZERO);
    private static final RetryPolicy SHORT = new RetryPolicy(Duration.ofMillis(400), 3, Duration.ofMillis(1));

    private final RecordedProgress progress = new RecordedProgress();
    private final List<String> notices = new ArrayList<>();
    private final byte[] content = new byte[SIZE];

    @TempDir
    Path folder;

    private FileServer server;
    private Path target;
    private Path part;

    @BeforeEach
    void serve() throws IOException {
        new Random(1).nextBytes(content);
        server = new FileServer(content);
        target = folder.resolve("cache/archive");
        part = folder.resolve("cache/archive.part");
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void leaves_the_whole_file_and_nothing_else() {
        download(server.file()).run(progress, notices::add);

        assertThat(target).hasBinaryContent(content);
        assertThat(part).doesNotExist();
        assertThat(server.ranges()).containsExactly("all");
        assertThat(progress.work)
                .isEqualTo(ProgressTask.builder()
                        .name("download")
                        .unit("bytes")
                        .total(SIZE)
                        .unitBytes(1)
                        .build());
        assertThat(progress.done).isEqualTo(SIZE);
    }

    @Test
    void goes_on_where_it_was_interrupted() throws IOException {
        // Given
        server.breakOffAfter(70_000, () -> Files.exists(part) && Files.size(part) > 0);
        Throwable interruption = catchThrowable(() -> download(server.file()).run(progress, notices::add));
        long kept = Files.size(part);
        assertThat(interruption)
                .isInstanceOf(UserException.class)
                .hasMessageContaining("ended after " + kept + " of 200000 bytes")
                .hasMessageContaining("run again to resume");
        assertThat(kept).isBetween(1L, 70_000L);
        assertThat(target).doesNotExist();
        server.serveWhole();

        // When
        download(server.file()).run(progress, notices::add);

        // Then
        assertThat(target).hasBinaryContent(content);
        assertThat(server.ranges()).containsExactly("all", "bytes=" + kept + "-");
    }

    @Test
    void a_server_that_falls_silent_is_asked_again_for_what_is_missing() {
        // Given
        server.fallSilentAfter(70_000);

        // When
        patient(SHORT).run(progress, notice -> {
            notices.add(notice);
            server.serveWhole();
        });

        // Then
        assertThat(target).hasBinaryContent(content);
        assertThat(server.ranges()).containsExactly("all", "bytes=70000-");
        assertThat(notices)
                .containsExactly("warning: the download of " + server.address("/archive")
                        + " broke off after 70000 of 200000 bytes (no data for 400 ms): attempt 2 of 3 follows");
    }

    @Test
    void a_server_that_takes_the_connection_and_says_nothing_is_asked_again() {
        // Given
        server.answerFirst(exchange -> {});

        // When
        patient(SHORT).run(progress, notices::add);

        // Then
        assertThat(target).hasBinaryContent(content);
        assertThat(notices).singleElement().asString().contains("after 0 of 200000 bytes (no data for 400 ms)");
    }

    @Test
    void a_server_that_breaks_off_again_and_again_is_asked_as_long_as_the_file_grows() {
        // Given: seven pieces, with three attempts
        server.breakOffAfter(30_000, () -> Files.exists(part) && Files.size(part) % 30_000 == 0);

        // When
        patient(SHORT).run(progress, notices::add);

        // Then
        assertThat(target).hasBinaryContent(content);
        assertThat(notices).hasSizeGreaterThan(3).allMatch(notice -> notice.endsWith("attempt 2 of 3 follows"));
    }

    @Test
    void a_server_that_brings_no_more_is_given_up_and_what_came_is_kept() throws IOException {
        // Given: a server that always starts from the beginning, and never gets further
        server.ignoreRanges();
        server.fallSilentAfter(70_000);

        // When, Then
        assertThatThrownBy(() -> patient(SHORT).run(progress, notices::add))
                .isInstanceOf(UserException.class)
                .hasMessageContaining("ended after 70000 of 200000 bytes (no data for 400 ms)")
                .hasMessageContaining("in 3 attempts: run again to resume from there");
        assertThat(part).hasSize(70_000);
        assertThat(server.ranges()).containsExactly("all", "bytes=70000-", "bytes=70000-");
        assertThat(notices).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(ints = {408, 429, 500, 502, 503, 504})
    void a_server_that_cannot_serve_now_is_asked_again(int status) {
        // Given
        server.answerFirst(FileServer.status(status), FileServer.status(status));

        // When
        patient(SHORT).run(progress, notices::add);

        // Then
        assertThat(target).hasBinaryContent(content);
        assertThat(notices).hasSize(2).first().asString().contains("(HTTP status " + status + ")");
    }

    @ParameterizedTest
    @ValueSource(ints = {401, 403, 410, 416})
    void a_server_that_refuses_is_not_asked_again(int status) {
        // Given
        server.answerFirst(FileServer.status(status));

        // When, Then
        assertThatThrownBy(() -> patient(SHORT).run(progress, notices::add))
                .isInstanceOf(UserException.class)
                .hasMessageContaining("--cifar10-url");
        assertThat(server.ranges()).hasSize(1);
        assertThat(notices).isEmpty();
    }

    @Test
    void a_redirect_keeps_the_range_and_drops_the_credentials_of_the_first_server() throws IOException {
        // Given
        Files.createDirectories(part.getParent());
        Files.write(part, Arrays.copyOf(content, 100_000));
        try (FileServer first = new FileServer(content)) {
            first.answerFirst(
                    FileServer.redirect("/archive/moved"),
                    FileServer.redirect(server.address("/archive").toString()));
            HttpAddress withUser = HttpAddress.parse("http://user:secret@localhost:" + first.port() + "/archive")
                    .orElseThrow();

            // When
            download(new RemoteFile(withUser, SIZE, server.file().sha256())).run(progress, notices::add);

            // Then
            assertThat(target).hasBinaryContent(content);
            assertThat(first.requests())
                    .containsExactly(
                            "/archive Basic dXNlcjpzZWNyZXQ= null", "/archive/moved Basic dXNlcjpzZWNyZXQ= null");
            assertThat(server.requests()).containsExactly("/archive null null");
            assertThat(server.ranges()).containsExactly("bytes=100000-");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"file:///etc/passwd", "ftp://localhost/archive", "http://", ":"})
    void a_redirect_to_anything_else_is_refused(String location) {
        server.answerFirst(FileServer.redirect(location));

        assertThatThrownBy(() -> patient(SHORT).run(progress, notices::add))
                .isInstanceOf(UserException.class)
                .hasMessageContaining(server.address("/archive") + " redirects to ");
    }

    @Test
    void redirects_without_end_are_refused() {
        HttpHandler again = FileServer.redirect("/archive");
        server.answerFirst(again, again, again, again, again, again, again);

        assertThatThrownBy(() -> patient(SHORT).run(progress, notices::add))
                .isInstanceOf(UserException.class)
                .hasMessageContaining("redirects more than 5 times");
    }

    @Test
    void another_file_at_the_url_is_refused_before_it_touches_what_has_come() throws IOException {
        // Given: a page instead of the file
        byte[] beginning = Arrays.copyOf(content, 100_000);
        Files.createDirectories(part.getParent());
        Files.write(part, beginning);
        server.answerFirst(exchange -> {
            exchange.sendResponseHeaders(200, 5);
            exchange.getResponseBody().write("login".getBytes(StandardCharsets.UTF_8));
            exchange.close();
        });

        // When, Then
        assertThatThrownBy(() -> patient(SHORT).run(progress, notices::add))
                .isInstanceOf(UserException.class)
                .hasMessageContaining(server.address("/archive") + " has 5 bytes, not 200000, so it is another file");
        assertThat(part).hasBinaryContent(beginning);
    }

    @Test
    void told_to_end_it_ends_at_once_and_keeps_what_has_come() throws Exception {
        // Given
        server.fallSilentAfter(70_000);
        AtomicReference<Throwable> end = new AtomicReference<>();
        Thread thread = new Thread(
                () -> end.set(catchThrowable(() -> download(server.file()).run(progress, notices::add))));
        thread.start();
        Awaitility.await().until(() -> Files.exists(part) && Files.size(part) == 70_000);

        // When
        thread.interrupt();
        thread.join(10_000);

        // Then
        assertThat(end.get())
                .isInstanceOf(UserException.class)
                .hasMessage("the download of " + server.address("/archive") + " was interrupted: run again to resume");
        assertThat(part).hasSize(70_000);
    }

    @Test
    void starts_over_where_the_server_ignores_ranges() throws IOException {
        // Given
        Files.createDirectories(part.getParent());
        Files.write(part, new byte[100_000]);
        server.ignoreRanges();

        // When
        download(server.file()).run(progress, notices::add);

        // Then
        assertThat(target).hasBinaryContent(content);
        assertThat(server.ranges()).containsExactly("bytes=100000-");
    }

    @Test
    void asks_for_nothing_where_all_had_come() throws IOException {
        Files.createDirectories(part.getParent());
        Files.write(part, content);

        download(server.file()).run(progress, notices::add);

        assertThat(target).hasBinaryContent(content);
        assertThat(server.ranges()).isEmpty();
    }

    @Test
    void a_wrong_checksum_is_refused_and_the_file_does_not_stay() {
        RemoteFile other = new RemoteFile(server.address("/archive"), SIZE, "ab".repeat(32));

        assertThatThrownBy(() -> download(other).run(progress, notices::add))
                .isInstanceOf(UserException.class)
                .hasMessageContaining(
                        "has 200000 bytes and SHA-256 " + server.file().sha256())
                .hasMessageContaining("not 200000 and abab");
        assertThat(target).doesNotExist();
        assertThat(part).doesNotExist();
    }

    @Test
    void a_file_longer_than_expected_is_refused_and_does_not_stay() {
        RemoteFile shorter =
                new RemoteFile(server.address("/archive"), 1000, server.file().sha256());

        assertThatThrownBy(() -> download(shorter).run(progress, notices::add))
                .isInstanceOf(UserException.class)
                .hasMessageContaining("has 200000 bytes, not 1000");
        assertThat(target).doesNotExist();
        assertThat(part).isEmptyFile();
    }

    @Test
    void a_missing_page_is_named_with_its_status() {
        RemoteFile missing =
                new RemoteFile(server.address("/gone"), SIZE, server.file().sha256());

        assertThatThrownBy(() -> download(missing).run(progress, notices::add))
                .isInstanceOf(UserException.class)
                .hasMessageContaining("/gone answered with HTTP status 404")
                .hasMessageContaining("--dataset");
    }

    @Test
    void a_closed_port_is_named() {
        RemoteFile unreachable = server.file();
        server.close();

        assertThatThrownBy(() -> download(unreachable).run(progress, notices::add))
                .isInstanceOf(UserException.class)
                .hasMessageContaining(unreachable.address() + " cannot be reached");
    }

    @Test
    void a_damaged_beginning_is_found_by_the_checksum() throws IOException {
        // Given
        byte[] beginning = Arrays.copyOf(content, 100_000);
        beginning[5]++;
        Files.createDirectories(part.getParent());
        Files.write(part, beginning);

        // When, Then
        assertThatThrownBy(() -> download(server.file()).run(progress, notices::add))
                .isInstanceOf(UserException.class)
                .hasMessageContaining("was removed: run again");
        assertThat(part).doesNotExist();
    }

    private Download download(RemoteFile file) {
        return new Download(file, target, new Connections(Proxies.of(Map.of()), ONCE));
    }

    private Download patient(RetryPolicy retries) {
        return new Download(server.file(), target, new Connections(Proxies.of(Map.of()), retries));
    }

    static LoadProgress unseen() {
        return new RecordedProgress();
    }

    private static final class RecordedProgress implements LoadProgress {

        private ProgressTask work;
        private long done;

        @Override
        public Stage begin(ProgressTask begun) {
            work = begun;
            return new Stage() {
                @Override
                public void reach(long reached) {
                    done = reached;
                }

                @Override
                public void detail(String detail) {}

                @Override
                public void close() {}
            };
        }
    }
}
