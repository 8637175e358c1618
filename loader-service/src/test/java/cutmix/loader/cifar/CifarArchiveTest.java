package cutmix.loader.cifar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cutmix.schemas.UserException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CifarArchiveTest {

    @TempDir
    Path folder;

    @Test
    void its_files_lie_in_the_cache_once_extracted() throws IOException {
        // Given
        Path archive = Files.write(folder.resolve("a.tar.gz"), CifarFixture.archive());

        // When
        Path extracted = CifarArchive.extracted(archive, folder.resolve("cache"));

        // Then
        for (Map.Entry<String, byte[]> file : CifarFixture.files().entrySet()) {
            assertThat(extracted.resolve(file.getKey())).hasBinaryContent(file.getValue());
        }
        assertThat(extracted.resolve("readme.html")).doesNotExist();
    }

    @Test
    void the_same_archive_is_not_extracted_again() throws IOException {
        // Given
        Path archive = Files.write(folder.resolve("a.tar.gz"), CifarFixture.archive());
        Path extracted = CifarArchive.extracted(archive, folder.resolve("cache"));
        Files.write(extracted.resolve("test_batch.bin"), new byte[] {7});

        // When
        Path again = CifarArchive.extracted(archive, folder.resolve("cache"));

        // Then
        assertThat(again).isEqualTo(extracted);
        assertThat(again.resolve("test_batch.bin")).hasBinaryContent(new byte[] {7});
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"../test_batch.bin", "/tmp/test_batch.bin", "cifar-10-batches-bin/../test_batch.bin", "x.sh"})
    void an_entry_that_does_not_belong_is_refused_and_leaves_nothing(String entry) throws IOException {
        // Given
        Path archive = Files.write(folder.resolve("a.tar.gz"), CifarFixture.archive(Map.of(entry, new byte[] {1})));
        Path cache = folder.resolve("cache");

        // When, Then
        assertThatThrownBy(() -> CifarArchive.extracted(archive, cache))
                .isInstanceOf(UserException.class)
                .hasMessageContaining("a.tar.gz holds " + entry);
        try (Stream<Path> left = Files.list(cache)) {
            assertThat(left).isEmpty();
        }
    }

    @Test
    void a_truncated_archive_is_refused_and_leaves_nothing() throws IOException {
        // Given
        byte[] whole = CifarFixture.archive();
        Path archive = Files.write(folder.resolve("a.tar.gz"), Arrays.copyOf(whole, whole.length / 2));
        Path cache = folder.resolve("cache");

        // When, Then
        assertThatThrownBy(() -> CifarArchive.extracted(archive, cache))
                .isInstanceOf(UserException.class)
                .hasMessageContaining("a.tar.gz cannot be extracted")
                .hasMessageContaining("whole .tar.gz");
        try (Stream<Path> left = Files.list(cache)) {
            assertThat(left).isEmpty();
        }
    }
}
