package cutmix.trainer.engine.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cutmix.mutations.Mutations;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Reads zip files by their directory and as streams. Whatever sizes they state, the result is entries of bounded length
 * or an {@link IOException}.
 */
class ZipEntriesTest {

    private static final int LIMIT = 1_000;

    @TempDir
    Path folder;

    @Test
    void entries_are_found_by_name_and_in_their_order() throws IOException {
        byte[] file = zip("first", "1".repeat(LIMIT), "second", "");

        try (ZipEntries entries = new ZipEntries(write(file))) {
            assertThat(entries.read("second", LIMIT)).contains(new byte[0]);
            assertThat(entries.read("first", LIMIT))
                    .hasValueSatisfying(bytes -> assertThat(bytes).hasSize(LIMIT));
            assertThat(entries.read("third", LIMIT)).isEmpty();
        }
        ZipSequence sequence = new ZipSequence(new ByteArrayInputStream(file));
        assertThat(sequence.read("first", LIMIT)).hasSize(LIMIT);
        assertThat(sequence.next("second")).isEmpty();
        assertThatThrownBy(() -> sequence.next("third"))
                .isInstanceOf(IOException.class)
                .hasMessage("it ends after second");
    }

    @Test
    void an_entry_that_unpacks_to_more_than_it_may_is_refused_before_it_has() throws IOException {
        // Given: 64 megabytes of zeros, packed into 64 kilobytes.
        Path file = folder.resolve("bomb.zip");
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
            zip.putNextEntry(new ZipEntry("zeros"));
            byte[] megabyte = new byte[1 << 20];
            for (int i = 0; i < 64; i++) {
                zip.write(megabyte);
            }
        }

        // When, Then
        try (ZipEntries entries = new ZipEntries(file)) {
            assertThatThrownBy(() -> entries.read("zeros", LIMIT))
                    .isInstanceOf(IOException.class)
                    .hasMessage("zeros in it unpacks to more than 1000 bytes");
        }
        assertThatThrownBy(() -> new ZipSequence(Files.newInputStream(file)).read("zeros", LIMIT))
                .isInstanceOf(IOException.class)
                .hasMessage("zeros in it unpacks to more than 1000 bytes");
    }

    @Test
    void a_name_that_is_there_twice_is_refused() throws IOException {
        // Given: two names of equal length, one of which is changed into the other
        byte[] file = replaced(zip("name", "one", "mane", "two"), "mane", "name");

        // When, Then
        try (ZipEntries entries = new ZipEntries(write(file))) {
            assertThatThrownBy(() -> entries.read("name", LIMIT))
                    .isInstanceOf(IOException.class)
                    .hasMessage("it holds name 2 times");
        }
    }

    @Test
    void a_size_that_the_directory_lies_about_is_not_believed() throws IOException {
        // Given: a directory that states a size of two gigabytes for 1000 bytes
        byte[] file = zip("name", "1".repeat(LIMIT));
        byte[] size = HexFormat.of().parseHex("e8030000");
        for (int i = file.length - 80; i < file.length - 4; i++) {
            if (Arrays.equals(file, i, i + 4, size, 0, 4)) {
                file[i + 3] = 0x7F;
            }
        }

        // When, Then
        try (ZipEntries entries = new ZipEntries(write(file))) {
            assertThat(entries.read("name", LIMIT))
                    .hasValueSatisfying(bytes -> assertThat(bytes).hasSize(LIMIT));
        }
    }

    @Test
    void an_entry_whose_bytes_are_not_those_of_its_checksum_is_refused() throws IOException {
        byte[] file = stored("name", "as it was written");
        byte[] changed = replaced(file, "as it was", "as it Was");

        try (ZipEntries entries = new ZipEntries(write(changed))) {
            assertThatThrownBy(() -> entries.read("name", LIMIT))
                    .isInstanceOf(IOException.class)
                    .hasMessage("name in it is damaged: its checksum does not match");
        }
        assertThatThrownBy(() -> new ZipSequence(new ByteArrayInputStream(changed)).read("name", LIMIT))
                .isInstanceOf(IOException.class);
    }

    @Test
    void what_is_no_zip_file_is_refused() throws IOException {
        for (byte[] file :
                new byte[][] {{}, "hello".getBytes(StandardCharsets.UTF_8), {'P', 'K', 3, 4}, new byte[100]}) {
            assertThatThrownBy(() -> new ZipEntries(write(file))).isInstanceOf(IOException.class);
            assertThatThrownBy(() -> new ZipSequence(new ByteArrayInputStream(file)).next("name"))
                    .isInstanceOf(IOException.class)
                    .message()
                    .doesNotContain("null");
        }
    }

    @Property(tries = 10, shrinking = ShrinkingMode.OFF)
    void damaged_files(@ForAll long seed) throws IOException {
        byte[] small = zip("first", "1".repeat(50), "second", "something else");
        byte[] stored = stored("first", "as it was written");
        Mutations mutations = new Mutations(seed, small, stored)
                .with("PK\u0003\u0004", "PK\u0001\u0002", "PK\u0005\u0006", "PK\u0006\u0006");
        Path file = Files.createTempFile("damaged", ".zip");
        try {
            for (int i = 0; i < 2_000; i++) {
                byte[] bytes = mutations.next();
                try {
                    readInOrder(bytes);
                    if (i % 10 == 0) { // A file takes a hundred times as long as a stream.
                        readByName(Files.write(file, bytes));
                    }
                } catch (RuntimeException | Error e) {
                    throw new AssertionError("of " + HexFormat.of().formatHex(bytes), e);
                }
            }
        } finally {
            Files.delete(file);
        }
    }

    private static void readByName(Path file) {
        try (ZipEntries entries = new ZipEntries(file)) {
            entries.read("first", LIMIT).ifPresent(read -> assertThat(read).hasSizeLessThanOrEqualTo(LIMIT));
            entries.read("second", LIMIT).ifPresent(read -> assertThat(read).hasSizeLessThanOrEqualTo(LIMIT));
        } catch (IOException e) {
            assertThat(e).isNotNull();
        }
    }

    private static void readInOrder(byte[] bytes) {
        try {
            ZipSequence sequence = new ZipSequence(new ByteArrayInputStream(bytes));
            assertThat(sequence.read("first", LIMIT)).hasSizeLessThanOrEqualTo(LIMIT);
            assertThat(sequence.read("second", LIMIT)).hasSizeLessThanOrEqualTo(LIMIT);
        } catch (IOException e) {
            assertThat(e).isNotNull();
        }
    }

    private Path write(byte[] file) throws IOException {
        return Files.write(folder.resolve("file.zip"), file);
    }

    private static byte[] replaced(byte[] file, String from, String to) {
        return new String(file, StandardCharsets.ISO_8859_1).replace(from, to).getBytes(StandardCharsets.ISO_8859_1);
    }

    private static byte[] zip(String... namesAndContents) throws IOException {
        return zip(ZipOutputStream.DEFLATED, namesAndContents);
    }

    private static byte[] stored(String... namesAndContents) throws IOException {
        return zip(0, namesAndContents);
    }

    /** @param level 0 for no compression */
    private static byte[] zip(int level, String... namesAndContents) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(out)) {
            zip.setLevel(level);
            for (int i = 0; i < namesAndContents.length; i += 2) {
                zip.putNextEntry(new ZipEntry(namesAndContents[i]));
                zip.write(namesAndContents[i + 1].getBytes(StandardCharsets.UTF_8));
            }
        }
        return out.toByteArray();
    }
}
