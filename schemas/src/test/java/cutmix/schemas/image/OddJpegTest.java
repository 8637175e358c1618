package cutmix.schemas.image;

import static cutmix.schemas.image.file.Decoding.decoded;
import static cutmix.schemas.image.file.Decoding.problem;
import static org.assertj.core.api.Assertions.assertThat;

import cutmix.schemas.image.file.JpegFile;
import cutmix.schemas.image.file.JpegParts;
import cutmix.schemas.image.file.Pictures;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests JPEG files that violate the standard: some are read completely, in others something is missing. */
class OddJpegTest {

    private static final int SIDE = 64;
    private static final int BLOCKS = 11;
    private static final byte[][] STRAY_BYTES = {{0}, {1, 2, 3}, {(byte) 0xFF, 0, 7}, new byte[5000]};

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void stray_bytes_before_any_marker_change_nothing(boolean progressive) {
        // Given
        List<byte[]> parts = JpegParts.of(JpegFile.of(Pictures.noise(SIDE), progressive));
        int[] whole = decoded(JpegParts.file(parts), SIDE, SIDE);

        for (byte[] stray : STRAY_BYTES) {
            // The first segment also identifies the format.
            for (int i = 1; i <= parts.size(); i++) {
                boolean behindScanHeader = (parts.get(i - 1)[1] & 0xFF) == JpegParts.SCAN;
                if (behindScanHeader) {
                    continue;
                }
                // When
                byte[] file = JpegParts.file(JpegParts.with(parts, i, stray));

                // Then
                assertThat(decoded(file, SIDE, SIDE)).as("before part " + i).isEqualTo(whole);
            }
        }
    }

    @Test
    void stray_bytes_before_a_missing_end_marker_change_nothing() {
        // Given
        List<byte[]> parts = JpegParts.of(JpegFile.of(Pictures.noise(SIDE), false));
        byte[] file = JpegParts.file(JpegParts.with(parts, parts.size(), new byte[100]));

        // When / Then
        assertThat(decoded(JpegFile.withoutEnd(file), SIDE, SIDE))
                .isEqualTo(decoded(JpegParts.file(parts), SIDE, SIDE));
    }

    @Test
    void stray_bytes_before_a_restart_marker_change_nothing() {
        // Given
        List<byte[]> parts = JpegParts.withRestarts(BLOCKS);
        int[] whole = decoded(JpegParts.file(parts), 8 * BLOCKS, 8);
        int firstData = JpegParts.indexOf(parts, JpegParts.SCAN) + 1;

        for (byte[] stray : STRAY_BYTES) {
            for (int i = firstData + 1; i <= parts.size(); i += 2) {
                // When
                byte[] file = JpegParts.file(JpegParts.with(parts, i, stray));

                // Then
                assertThat(decoded(file, 8 * BLOCKS, 8)).isEqualTo(whole);
            }
        }
    }

    /** libjpeg warns only once for each image: here about the extra bytes, not about the missing rows. */
    @Test
    void stray_bytes_do_not_hide_that_rows_are_missing() {
        // Given
        List<byte[]> whole = JpegParts.withRestarts(BLOCKS);
        int firstMarker = JpegParts.indexOf(whole, JpegParts.SCAN) + 2;
        List<byte[]> parts = JpegParts.with(whole, firstMarker, new byte[50]);

        // When / Then
        for (int end = firstMarker + 2; end < parts.size(); end++) {
            byte[] file = JpegParts.file(parts.subList(0, end));
            assertThat(problem(JpegFile.withoutEnd(file))).contains("50 extraneous bytes before marker 0xd0");
            if (end < parts.size() - 1) {
                assertThat(problem(file)).contains("50 extraneous bytes before marker 0xd0");
            }
        }
        for (int gap = firstMarker + 2; gap < parts.size() - 1; gap += 2) {
            List<byte[]> torn = new ArrayList<>(parts);
            torn.subList(gap, gap + 2).clear();
            assertThat(problem(JpegParts.file(torn))).contains("50 extraneous bytes before marker 0xd0");
        }
    }

    @Test
    void restart_markers_that_are_missing_or_out_of_order_are_damage() {
        // Given
        List<byte[]> parts = JpegParts.withRestarts(BLOCKS);
        int third = JpegParts.indexOf(parts, JpegParts.SCAN) + 6;

        // When
        List<byte[]> without = new ArrayList<>(parts);
        without.remove(third);
        List<byte[]> another = new ArrayList<>(parts);
        another.set(third, new byte[] {(byte) 0xFF, (byte) 0xD5});

        // Then
        assertThat(problem(JpegParts.file(without))).contains("bytes before marker 0xd3");
        assertThat(problem(JpegParts.file(another))).contains("found marker 0xd5 instead of RST2");
    }

    @Test
    void a_sequential_scan_with_the_numbers_of_a_progressive_one_is_read() {
        // Given
        List<byte[]> parts = JpegParts.of(JpegFile.of(Pictures.noise(SIDE), false));
        int[] whole = decoded(JpegParts.file(parts), SIDE, SIDE);

        // When
        byte[] scan = parts.get(JpegParts.indexOf(parts, JpegParts.SCAN));
        Arrays.fill(scan, scan.length - 3, scan.length, (byte) 0);

        // Then
        assertThat(decoded(JpegParts.file(parts), SIDE, SIDE)).isEqualTo(whole);
        byte[] damaged = JpegParts.file(parts);
        assertThat(problem(Arrays.copyOf(damaged, damaged.length / 2))).startsWith("is a truncated");
    }

    @Test
    void progressive_scans_may_be_reordered_but_not_repeated_or_without_their_base_scans() {
        // Given: tables, scan header and data of each scan
        List<byte[]> parts = JpegParts.of(JpegFile.of(Pictures.noise(SIDE), true));
        int[] whole = decoded(JpegParts.file(parts), SIDE, SIDE);
        List<List<byte[]>> scans = new ArrayList<>();
        int at = JpegParts.indexOf(parts, JpegParts.HUFFMAN_TABLES);
        List<byte[]> head = parts.subList(0, at);
        for (int i = at; i < parts.size(); i++) {
            if (parts.get(i)[1] == (byte) JpegParts.SCAN) {
                scans.add(parts.subList(at, i + 2));
                at = i + 2;
            }
        }

        // When
        List<byte[]> swapped = joined(head, scans.get(1), scans.get(0), scans.subList(2, scans.size()));
        List<byte[]> twice = joined(head, scans.get(0), scans.get(0), scans.subList(1, scans.size()));
        List<byte[]> without = joined(head, scans.get(1), scans.get(2), scans.subList(3, scans.size()));

        // Then
        assertThat(decoded(JpegParts.file(swapped), SIDE, SIDE)).isEqualTo(whole);
        assertThat(problem(JpegParts.file(twice))).contains("Inconsistent progression sequence");
        assertThat(problem(JpegParts.file(without))).startsWith("is a ");
    }

    @Test
    void an_unknown_color_transform_means_color_differences_and_a_short_app0_is_not_jfif() {
        // Given
        byte[] file = JpegFile.ofSamples(8, 8, 3, 200, 90, 40);

        // When
        byte[] unknown = JpegFile.withAdobeTransform(file, 77);
        byte[] rgb = JpegFile.with(
                JpegFile.withAdobeTransform(file, 0), 0xE0, new byte[] {'J', 'F', 'I', 'F', 0, 1, 1, 0, 0, 1});

        // Then
        assertThat(decoded(unknown, 1, 1)).containsExactly(77, 255, 133);
        assertThat(decoded(rgb, 1, 1)).containsExactly(200, 90, 40);
    }

    private static List<byte[]> joined(
            List<byte[]> head, List<byte[]> first, List<byte[]> second, List<List<byte[]>> others) {
        List<byte[]> parts = new ArrayList<>(head);
        parts.addAll(first);
        parts.addAll(second);
        others.forEach(parts::addAll);
        return parts;
    }
}
