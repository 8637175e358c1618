package cutmix.loader.cifar;

import static org.assertj.core.api.Assertions.assertThat;

import cutmix.loader.dataset.Dataset;
import cutmix.loader.dataset.Limits;
import cutmix.loader.progress.LineProgress;
import cutmix.loader.progress.Progress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class Cifar10Test {

    private final Progress progress = new LineProgress(System.out, Duration.ofHours(1), System::nanoTime);

    @TempDir
    Path cache;

    @Test
    void is_downloaded_once_and_only_its_files_are_kept() throws IOException {
        try (ArchiveServer server = new ArchiveServer(CifarFixture.archive())) {
            // Given
            Cifar10 cifar10 = new Cifar10(server.file(), cache);
            cifar10.open(Limits.none(), progress).close();

            // When
            try (Dataset dataset = cifar10.open(Limits.none(), progress)) {

                // Then
                assertThat(dataset.name()).isEqualTo("cifar10");
                assertThat(dataset.train().size()).isEqualTo(10);
                assertThat(dataset.classNames()).containsExactly("cat", "dog");
            }
            assertThat(server.ranges()).hasSize(1);
            try (Stream<Path> left = Files.list(cache)) {
                assertThat(left)
                        .containsExactly(
                                cache.resolve("cifar-10-" + server.file().sha256()));
            }
        }
    }
}
