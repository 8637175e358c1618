package cutmix.loader.cifar;

import static org.assertj.core.api.Assertions.assertThat;

import cutmix.loader.dataset.Dataset;
import cutmix.loader.dataset.SplitLimits;
import cutmix.loader.download.Connections;
import cutmix.loader.download.FileServer;
import cutmix.loader.download.Proxies;
import cutmix.loader.download.RetryPolicy;
import cutmix.loader.progress.LineProgress;
import cutmix.loader.progress.LoadProgress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class Cifar10Test {

    private final LoadProgress progress = new LineProgress(System.out, Duration.ofHours(1), System::nanoTime);

    private final List<String> notices = new ArrayList<>();
    private final Connections connections =
            new Connections(Proxies.of(Map.of()), new RetryPolicy(Duration.ofSeconds(30), 1, Duration.ZERO));

    @TempDir
    Path cache;

    @Test
    void is_downloaded_once_and_only_its_files_are_kept() throws IOException {
        try (FileServer server = new FileServer(CifarFixture.archive())) {
            // Given
            Cifar10 cifar10 = new Cifar10(server.file(), connections, cache);
            cifar10.open(SplitLimits.none(), progress, notices::add).close();

            // When
            try (Dataset dataset = cifar10.open(SplitLimits.none(), progress, notices::add)) {

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

    @Test
    void what_was_damaged_in_the_cache_is_downloaded_again() throws IOException {
        try (FileServer server = new FileServer(CifarFixture.archive())) {
            // Given
            Cifar10 cifar10 = new Cifar10(server.file(), connections, cache);
            cifar10.open(SplitLimits.none(), progress, notices::add).close();
            Path folder = cache.resolve("cifar-10-" + server.file().sha256());
            Files.write(folder.resolve("data_batch_2.bin"), new byte[100]);

            // When
            cifar10.open(SplitLimits.none(), progress, notices::add).close();

            // Then
            assertThat(server.ranges()).hasSize(2);
            assertThat(folder.resolve("data_batch_2.bin"))
                    .hasBinaryContent(CifarFixture.files().get("data_batch_2.bin"));
            assertThat(notices)
                    .containsExactly(
                            "warning: " + folder + " in the cache is damaged (data_batch_2.bin is not as it was"
                                    + " extracted): downloading it again");
        }
    }
}
