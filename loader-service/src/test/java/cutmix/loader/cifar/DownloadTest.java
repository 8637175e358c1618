package cutmix.loader.cifar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import cutmix.loader.progress.Progress;
import cutmix.loader.progress.Work;
import cutmix.schemas.UserException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DownloadTest {

    private static final int SIZE = 200_000;

    private final RecordedProgress progress = new RecordedProgress();
    private final byte[] content = new byte[SIZE];

    @TempDir
    Path folder;

    private ArchiveServer server;
    private Path target;
    private Path part;

    @BeforeEach
    void serve() throws IOException {
        new Random(1).nextBytes(content);
        server = new ArchiveServer(content);
        target = folder.resolve("cache/archive");
        part = folder.resolve("cache/archive.part");
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void leaves_the_whole_file_and_nothing_else() {
        new Download(server.file(), target).run(progress);

        assertThat(target).hasBinaryContent(content);
        assertThat(part).doesNotExist();
        assertThat(server.ranges()).containsExactly("all");
        assertThat(progress.work).isEqualTo(new Work("download", "bytes", SIZE, 0, 1));
        assertThat(progress.done).isEqualTo(SIZE);
    }

    @Test
    void goes_on_where_it_was_interrupted() throws IOException {
        // Given
        server.breakOffAfter(70_000, () -> Files.exists(part) && Files.size(part) > 0);
        Throwable interruption = catchThrowable(() -> new Download(server.file(), target).run(progress));
        long kept = Files.size(part);
        assertThat(interruption)
                .isInstanceOf(UserException.class)
                .hasMessageContaining("ended after " + kept + " of 200000 bytes")
                .hasMessageContaining("run again to go on");
        assertThat(kept).isBetween(1L, 70_000L);
        assertThat(target).doesNotExist();
        server.serveWhole();

        // When
        new Download(server.file(), target).run(progress);

        // Then
        assertThat(target).hasBinaryContent(content);
        assertThat(server.ranges()).containsExactly("all", "bytes=" + kept + "-");
    }

    @Test
    void starts_over_where_the_server_ignores_ranges() throws IOException {
        // Given
        Files.createDirectories(part.getParent());
        Files.write(part, new byte[100_000]);
        server.ignoreRanges();

        // When
        new Download(server.file(), target).run(progress);

        // Then
        assertThat(target).hasBinaryContent(content);
        assertThat(server.ranges()).containsExactly("bytes=100000-");
    }

    @Test
    void asks_for_nothing_where_all_had_come() throws IOException {
        Files.createDirectories(part.getParent());
        Files.write(part, content);

        new Download(server.file(), target).run(progress);

        assertThat(target).hasBinaryContent(content);
        assertThat(server.ranges()).isEmpty();
    }

    @Test
    void a_wrong_checksum_is_refused_and_the_file_does_not_stay() {
        RemoteFile other = new RemoteFile(server.uri("/archive"), SIZE, "ab".repeat(32));

        assertThatThrownBy(() -> new Download(other, target).run(progress))
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
                new RemoteFile(server.uri("/archive"), 1000, server.file().sha256());

        assertThatThrownBy(() -> new Download(shorter, target).run(progress))
                .isInstanceOf(UserException.class)
                .hasMessageContaining("not 1000 and");
        assertThat(target).doesNotExist();
        assertThat(part).doesNotExist();
    }

    @Test
    void a_missing_page_is_named_with_its_status() {
        RemoteFile missing =
                new RemoteFile(server.uri("/gone"), SIZE, server.file().sha256());

        assertThatThrownBy(() -> new Download(missing, target).run(progress))
                .isInstanceOf(UserException.class)
                .hasMessageContaining("/gone answered with HTTP status 404")
                .hasMessageContaining("--dataset");
    }

    @Test
    void a_closed_port_is_named() {
        RemoteFile unreachable = server.file();
        server.close();

        assertThatThrownBy(() -> new Download(unreachable, target).run(progress))
                .isInstanceOf(UserException.class)
                .hasMessageContaining(unreachable.uri() + " cannot be reached");
    }

    @Test
    void a_damaged_beginning_is_found_by_the_checksum() throws IOException {
        // Given
        byte[] beginning = Arrays.copyOf(content, 100_000);
        beginning[5]++;
        Files.createDirectories(part.getParent());
        Files.write(part, beginning);

        // When, Then
        assertThatThrownBy(() -> new Download(server.file(), target).run(progress))
                .isInstanceOf(UserException.class)
                .hasMessageContaining("was removed: run again");
        assertThat(part).doesNotExist();
    }

    private static final class RecordedProgress implements Progress {

        private Work work;
        private long done;

        @Override
        public Stage begin(Work begun) {
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
