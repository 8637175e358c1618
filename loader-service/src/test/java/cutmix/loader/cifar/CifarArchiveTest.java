package cutmix.loader.cifar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cutmix.schemas.UserException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarConstants;
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

    @ParameterizedTest
    @ValueSource(
            bytes = {
                TarConstants.LF_LINK,
                TarConstants.LF_SYMLINK,
                TarConstants.LF_CHR,
                TarConstants.LF_FIFO,
                TarConstants.LF_GNUTYPE_SPARSE
            })
    void what_is_no_plain_file_is_refused_whatever_its_name(byte type) throws IOException {
        // Given
        TarArchiveEntry entry = new TarArchiveEntry("cifar-10-batches-bin/test_batch.bin", type);
        entry.setLinkName("/etc/passwd");

        // When, Then
        assertRefused(archive(header(entry)), "a.tar.gz holds cifar-10-batches-bin/test_batch.bin");
    }

    @Test
    void an_entry_that_claims_to_be_huge_is_refused_by_its_header() throws IOException {
        // Given
        TarArchiveEntry entry = new TarArchiveEntry("test_batch.bin");
        entry.setSize(1L << 32);

        // When, Then
        assertRefused(archive(header(entry)), "a.tar.gz holds test_batch.bin (4294967296 bytes)");
    }

    @Test
    void a_header_without_end_is_refused_before_it_fills_the_memory() throws IOException {
        // Given: a name as long as a file
        TarArchiveEntry entry = new TarArchiveEntry(TarConstants.GNU_LONGLINK, TarConstants.LF_GNUTYPE_LONGNAME);
        entry.setSize(1L << 32);
        byte[] name = new byte[1 << 20];
        Arrays.fill(name, (byte) 'a');

        // When, Then
        assertRefused(archive(header(entry), name), "a.tar.gz cannot be extracted", "more than its entries' sizes");
    }

    @Test
    void entries_without_end_are_refused() throws IOException {
        // Given
        byte[] directory = header(new TarArchiveEntry("cifar-10-batches-bin/"));
        byte[][] directories = new byte[65][];
        Arrays.fill(directories, directory);

        // When, Then
        assertRefused(archive(directories), "a.tar.gz holds more than 64 entries");
    }

    @Test
    void a_refusal_is_one_line_whatever_the_name() throws IOException {
        Path archive = archive(header(new TarArchiveEntry("a\nerror: \u001b[31mb")));

        assertRefused(archive, "a.tar.gz holds a?error: ?[31mb (0 bytes)");
    }

    private void assertRefused(Path archive, CharSequence... reasons) throws IOException {
        Path cache = folder.resolve("cache");
        assertThatThrownBy(() -> CifarArchive.extracted(archive, cache))
                .isInstanceOf(UserException.class)
                .message()
                .contains(reasons);
        try (Stream<Path> left = Files.list(cache)) {
            assertThat(left).isEmpty();
        }
    }

    private static byte[] header(TarArchiveEntry entry) {
        byte[] header = new byte[TarConstants.DEFAULT_RCDSIZE];
        entry.writeEntryHeader(header);
        return header;
    }

    /** A gzipped tar of these records, and then zeros, which mean its end. */
    private Path archive(byte[]... records) throws IOException {
        Path archive = folder.resolve("a.tar.gz");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(archive))) {
            for (byte[] each : records) {
                out.write(each);
            }
            out.write(new byte[2 * TarConstants.DEFAULT_RCDSIZE]);
        }
        return archive;
    }
}
