package cutmix.loader.cifar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import cutmix.schemas.failure.UserException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.apache.commons.io.FileUtils;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class CifarArchiveTest {

    private final List<String> notices = new ArrayList<>();

    @TempDir
    Path folder;

    @Test
    void its_files_lie_in_the_cache_once_extracted() throws IOException {
        // Given
        Path archive = Files.write(folder.resolve("a.tar.gz"), CifarFixture.archive());

        // When
        Path extracted = CifarArchive.extracted(archive, folder.resolve("cache"), notices::add);

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
        Path extracted = CifarArchive.extracted(archive, folder.resolve("cache"), notices::add);
        Object first = fileKey(extracted);

        // When
        Path again = CifarArchive.extracted(archive, folder.resolve("cache"), notices::add);

        // Then
        assertThat(again).isEqualTo(extracted);
        assertThat(fileKey(again)).isEqualTo(first);
        assertThat(notices).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"../test_batch.bin", "/tmp/test_batch.bin", "cifar-10-batches-bin/../test_batch.bin", "x.sh"})
    void an_entry_that_does_not_belong_is_refused_and_leaves_nothing(String entry) throws IOException {
        // Given
        Path archive = Files.write(folder.resolve("a.tar.gz"), CifarFixture.archive(Map.of(entry, new byte[] {1})));
        Path cache = folder.resolve("cache");

        // When, Then
        assertThatThrownBy(() -> CifarArchive.extracted(archive, cache, notices::add))
                .isInstanceOf(UserException.class)
                .hasMessageContaining("a.tar.gz holds " + entry);
        try (Stream<Path> left = Files.list(cache)) {
            assertThat(left).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 5, 10, 11, 500, -1000, -100, -9, -8, -1})
    void a_truncated_archive_is_refused_and_leaves_nothing(int length) throws IOException {
        // Given: a prefix of the archive
        byte[] whole = CifarFixture.archive();
        int kept = length < 0 ? whole.length + length : length;
        Path archive = Files.write(folder.resolve("a.tar.gz"), Arrays.copyOf(whole, kept));

        // When, Then
        assertRefused(archive, "a.tar.gz cannot be extracted: it is ", "whole .tar.gz");
        assertRefused(archive, kept < 2 ? "not in the .gz format" : "it is truncated: it ends ");
    }

    @Test
    void a_refusal_of_a_truncated_archive_names_the_file_in_which_it_ends() throws IOException {
        // Given: a tar file that ends within an image and was then compressed
        byte[] tar = unpacked(CifarFixture.archive());
        Path archive = compressed(Arrays.copyOf(tar, 512 + 1000));

        // When, Then
        assertRefused(
                archive,
                "a.tar.gz cannot be extracted: it is truncated: it ends within cifar-10-batches-bin/data_batch_1.bin;");
    }

    @Test
    void an_archive_that_ends_after_an_entry_is_refused_and_what_it_lacks_is_named() throws IOException {
        // Given
        Map<String, byte[]> files = CifarFixture.files();
        files.remove("test_batch.bin");
        files.remove("data_batch_5.bin");
        Path archive = Files.write(folder.resolve("a.tar.gz"), CifarFixture.archive(files));

        // When, Then
        assertRefused(
                archive,
                "it is truncated, or another archive: it lacks data_batch_5.bin, test_batch.bin; download or copy");
    }

    @Test
    void a_changed_byte_is_found_wherever_it_changes_a_file() throws IOException {
        byte[] whole = CifarFixture.archive();
        Path cache = folder.resolve("cache");
        int refused = 0;
        for (int place = 0; place < whole.length; place += 41) {
            // Given
            byte[] changed = whole.clone();
            changed[place] ^= 0x10;
            Path archive = Files.write(folder.resolve("a.tar.gz"), changed);

            // When
            Throwable refusal = catchThrowable(() -> CifarArchive.extracted(archive, cache, notices::add));

            // Then
            if (refusal == null) {
                Path extracted = CifarArchive.extracted(archive, cache, notices::add);
                for (Map.Entry<String, byte[]> file : CifarFixture.files().entrySet()) {
                    assertThat(extracted.resolve(file.getKey())).hasBinaryContent(file.getValue());
                }
            } else {
                assertThat(refusal).isInstanceOf(UserException.class).hasMessageContaining("a.tar.gz");
                refused++;
            }
        }
        assertThat(refused).isGreaterThan(whole.length / 41 / 2);
    }

    static Stream<Arguments> damages() {
        return Stream.of(
                Arguments.of(
                        "truncated", damage(files -> Files.write(files.resolve("test_batch.bin"), new byte[3073]))),
                Arguments.of("changed", damage(files -> {
                    byte[] changed = Files.readAllBytes(files.resolve("test_batch.bin"));
                    changed[1000]++;
                    Files.write(files.resolve("test_batch.bin"), changed);
                })),
                Arguments.of(
                        "renamed class",
                        damage(files -> Files.writeString(files.resolve("batches.meta.txt"), "cat\ndof\n\n"))),
                Arguments.of("missing", damage(files -> Files.delete(files.resolve("test_batch.bin")))),
                Arguments.of("list truncated", damage(files -> {
                    Path list = files.resolve("files.crc32c");
                    Files.writeString(list, Files.readString(list).substring(0, 60));
                })),
                Arguments.of("truncated, without a list", damage(files -> {
                    Files.delete(files.resolve("files.crc32c"));
                    Files.write(files.resolve("test_batch.bin"), new byte[3072]);
                })),
                Arguments.of("empty", damage(files -> {
                    FileUtils.deleteDirectory(files.toFile());
                    Files.createDirectory(files);
                })),
                Arguments.of("a file", damage(files -> {
                    FileUtils.deleteDirectory(files.toFile());
                    Files.createFile(files);
                })));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("damages")
    void files_that_were_damaged_in_the_cache_are_extracted_again_and_a_line_says_so(String name, Damage damage)
            throws IOException {
        // Given
        Path archive = Files.write(folder.resolve("a.tar.gz"), CifarFixture.archive());
        Path extracted = CifarArchive.extracted(archive, folder.resolve("cache"), notices::add);
        damage.to(extracted);

        // When
        CifarArchive.extracted(archive, folder.resolve("cache"), notices::add);

        // Then
        for (Map.Entry<String, byte[]> file : CifarFixture.files().entrySet()) {
            assertThat(extracted.resolve(file.getKey())).hasBinaryContent(file.getValue());
        }
        assertThat(notices)
                .singleElement()
                .asString()
                .startsWith("warning: " + extracted + " in the cache is damaged (")
                .endsWith("): extracting " + archive + " again");
    }

    @Test
    void whole_files_that_an_earlier_version_extracted_are_kept() throws IOException {
        // Given
        Path archive = Files.write(folder.resolve("a.tar.gz"), CifarFixture.archive());
        Path extracted = CifarArchive.extracted(archive, folder.resolve("cache"), notices::add);
        Files.delete(extracted.resolve("files.crc32c"));
        Object first = fileKey(extracted);

        // When
        CifarArchive.extracted(archive, folder.resolve("cache"), notices::add);

        // Then
        assertThat(fileKey(extracted)).isEqualTo(first);
        assertThat(notices).isEmpty();
    }

    @Test
    void files_of_a_killed_loader_are_removed_but_not_those_of_a_running_one() throws IOException {
        // Given
        Path cache = Files.createDirectory(folder.resolve("cache"));
        Path abandoned = Files.createDirectory(cache.resolve("extracting-1"));
        Files.createFile(abandoned.resolve("data_batch_1.bin"));
        Files.setLastModifiedTime(abandoned, FileTime.from(Instant.now().minus(Duration.ofHours(2))));
        Path current = Files.createDirectory(cache.resolve("extracting-2"));

        // When
        CifarArchive.extracted(Files.write(folder.resolve("a.tar.gz"), CifarFixture.archive()), cache, notices::add);

        // Then
        assertThat(abandoned).doesNotExist();
        assertThat(current).exists();
    }

    @FunctionalInterface
    private interface Damage {
        void to(Path extracted) throws IOException;
    }

    private static Damage damage(Damage damage) {
        return damage;
    }

    private static Object fileKey(Path path) throws IOException {
        return Files.readAttributes(path, BasicFileAttributes.class).fileKey();
    }

    private static byte[] unpacked(byte[] archive) throws IOException {
        return new GZIPInputStream(new ByteArrayInputStream(archive)).readAllBytes();
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
        assertRefused(
                archive(header(entry), name), "a.tar.gz cannot be extracted", "more bytes than its entries declare");
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

        assertRefused(archive, "a.tar.gz holds a\\nerror: \\u001b[31mb (0 bytes)");
    }

    private void assertRefused(Path archive, CharSequence... reasons) throws IOException {
        Path cache = folder.resolve("cache");
        assertThatThrownBy(() -> CifarArchive.extracted(archive, cache, notices::add))
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

    /** A gzipped tar of these records, followed by the zeros that mark its end. */
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

    private Path compressed(byte[] tar) throws IOException {
        Path archive = folder.resolve("a.tar.gz");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(archive))) {
            out.write(tar);
        }
        return archive;
    }
}
