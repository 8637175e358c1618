package cutmix.schemas.image;

import static cutmix.schemas.image.file.Decoding.decoded;
import static cutmix.schemas.image.file.Decoding.isReadable;
import static cutmix.schemas.image.file.Decoding.problem;
import static org.assertj.core.api.Assertions.assertThat;

import cutmix.schemas.image.file.JpegFile;
import cutmix.schemas.image.file.WebpFiles;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Set;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class WebpImageTest {

    static Set<String> kinds() {
        return WebpFiles.all().keySet();
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void an_image_is_decoded_as_by_libwebp_to_the_bit(String kind) {
        WebpFiles.File file = WebpFiles.all().get(kind);

        assertThat(checksum(decoded(file.bytes(), WebpFiles.HEIGHT, WebpFiles.WIDTH)))
                .isEqualTo(file.checksum());
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void an_image_that_is_cut_off_is_refused(String kind) {
        byte[] file = WebpFiles.all().get(kind).bytes();

        // An animation has a second frame, and may end after the first.
        int end = kind.equals("animated") ? file.length / 3 : file.length - 1;
        for (int length = 12; length < end; length++) {
            assertThat(problem(Arrays.copyOf(file, length))).startsWith("is a truncated WebP image");
        }
    }

    @Test
    void the_orientation_is_applied() {
        // Given
        WebpFiles.File file = WebpFiles.all().get("lossless, colors");
        int[] upright = decoded(file.bytes(), WebpFiles.HEIGHT, WebpFiles.WIDTH);

        // When
        int[] turned = decoded(withExif(file.bytes(), 3), WebpFiles.HEIGHT, WebpFiles.WIDTH);

        // Then
        for (int i = 0; i < upright.length; i++) {
            assertThat(turned[i]).isEqualTo(upright[upright.length - 3 - i + 2 * (i % 3)]);
        }
    }

    @Test
    void an_image_that_is_cut_off_before_its_orientation_is_refused() {
        // Given
        byte[] file = withExif(WebpFiles.all().get("lossless, colors").bytes(), 3);

        // When / Then
        for (int missing = 1; missing < 40; missing++) {
            assertThat(problem(Arrays.copyOf(file, file.length - missing)))
                    .isEqualTo("is a truncated WebP image (the file ends before its orientation)");
        }
    }

    @Test
    void a_large_thumbnail_does_not_hide_the_orientation() {
        // Given
        byte[] file = withExif(WebpFiles.all().get("lossless, colors").bytes(), 3);
        byte[] longer = Arrays.copyOf(file, file.length + 100_000);

        // When
        int exif = file.length - JpegFile.exif(3).length;
        ByteBuffer.wrap(longer).order(ByteOrder.LITTLE_ENDIAN).putInt(4, longer.length - 8);
        ByteBuffer.wrap(longer).order(ByteOrder.LITTLE_ENDIAN).putInt(exif - 4, longer.length - exif);

        // Then
        assertThat(decoded(longer, WebpFiles.HEIGHT, WebpFiles.WIDTH))
                .isEqualTo(decoded(file, WebpFiles.HEIGHT, WebpFiles.WIDTH));
    }

    @Test
    void bytes_behind_the_image_are_harmless() {
        byte[] file = WebpFiles.all().get("lossy, normal filter").bytes();

        assertThat(isReadable(Arrays.copyOf(file, file.length + 100))).isTrue();
    }

    /** Returns a file with an extended header (RFC 9649, 2.7) and an EXIF block at the end. */
    private static byte[] withExif(byte[] file, int orientation) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(file, 0, 12);
        out.writeBytes(new byte[] {'V', 'P', '8', 'X', 10, 0, 0, 0, 8, 0, 0, 0});
        out.writeBytes(new byte[] {WebpFiles.WIDTH - 1, 0, 0, WebpFiles.HEIGHT - 1, 0, 0});
        out.write(file, 12, file.length - 12);
        byte[] exif = JpegFile.exif(orientation);
        out.writeBytes(ByteBuffer.allocate(8)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put(new byte[] {'E', 'X', 'I', 'F'})
                .putInt(exif.length)
                .array());
        out.writeBytes(exif);
        byte[] whole = out.toByteArray();
        ByteBuffer.wrap(whole).order(ByteOrder.LITTLE_ENDIAN).putInt(4, whole.length - 8);
        return whole;
    }

    private static long checksum(int[] pixels) {
        CRC32 checksum = new CRC32();
        for (int pixel : pixels) {
            checksum.update(pixel);
        }
        return checksum.getValue();
    }
}
