package cutmix.schemas.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import cutmix.schemas.failure.UserException;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import java.util.zip.CRC32;
import javax.imageio.ImageIO;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImageDecoderTest {

    private final ImageDecoder decoder = new ImageDecoder(4, 4);

    @TempDir
    Path folder;

    @Test
    void an_image_of_the_right_size_keeps_its_pixels() throws IOException {
        // Given
        BufferedImage image = new BufferedImage(4, 4, BufferedImage.TYPE_INT_RGB);
        for (int i = 0; i < 16; i++) {
            image.setRGB(i % 4, i / 4, 0x010203 * (i + 1));
        }
        Path file = write(folder.resolve("a.png"), image);

        // When
        byte[] pixels = decoder.decode(file);

        // Then
        for (int i = 0; i < 16; i++) {
            assertThat(Arrays.copyOfRange(pixels, 3 * i, 3 * i + 3))
                    .containsExactly((byte) (i + 1), (byte) (2 * (i + 1)), (byte) (3 * (i + 1)));
        }
    }

    @Test
    void every_pixel_of_a_larger_image_counts() throws IOException {
        // Given: one white pixel in each block of 4 x 4
        BufferedImage image = new BufferedImage(16, 16, BufferedImage.TYPE_INT_RGB);
        for (int i = 0; i < 16; i++) {
            image.setRGB(4 * (i % 4) + i % 3, 4 * (i / 4) + i % 2, 0xFFFFFF);
        }
        Path file = write(folder.resolve("a.png"), image);

        // When
        byte[] pixels = decoder.decode(file);

        // Then: 255 / 16
        for (byte pixel : pixels) {
            assertThat((int) pixel).isCloseTo(16, within(1));
        }
    }

    @Test
    void gray_stays_the_same_gray() throws IOException {
        BufferedImage image = new BufferedImage(4, 4, BufferedImage.TYPE_BYTE_GRAY);
        for (int i = 0; i < 16; i++) {
            image.getRaster().setSample(i % 4, i / 4, 0, 100);
        }

        assertThat(decoder.decode(write(folder.resolve("a.png"), image))).containsOnly(100);
        assertThat(decoder.decode(write(folder.resolve("a.jpg"), image))).containsOnly(100);
    }

    @Test
    void what_is_transparent_turns_white() throws IOException {
        BufferedImage image = new BufferedImage(4, 4, BufferedImage.TYPE_INT_ARGB);

        assertThat(decoder.decode(write(folder.resolve("a.png"), image))).containsOnly(255);
    }

    @Property(tries = 60)
    void a_plain_image_of_any_size_stays_plain(
            @ForAll @IntRange(min = 1, max = 150) int width,
            @ForAll @IntRange(min = 1, max = 150) int height,
            @ForAll @IntRange(min = 1, max = 40) int side)
            throws IOException {
        // Given
        Path file = Files.createTempFile("plain", ".png");
        try {
            write(file, new Color(10, 200, 90), width, height);

            // When
            byte[] pixels = new ImageDecoder(side, side).decode(file);

            // Then
            assertThat(pixels).hasSize(3 * side * side);
            for (int i = 0; i < pixels.length; i += 3) {
                assertThat(pixels[i] & 0xFF).isEqualTo(10);
                assertThat(pixels[i + 1] & 0xFF).isEqualTo(200);
                assertThat(pixels[i + 2] & 0xFF).isEqualTo(90);
            }
        } finally {
            Files.delete(file);
        }
    }

    @Test
    void a_truncated_jpeg_is_refused() throws IOException {
        Path file = write(folder.resolve("a.jpg"), Color.RED, 64, 64);
        byte[] whole = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(whole, 100));

        assertThatThrownBy(() -> decoder.decode(file))
                .isInstanceOf(UserException.class)
                .hasMessageStartingWith(file + " is a truncated JPEG image (")
                .hasMessageEndingWith(": replace or remove it");
    }

    @Test
    void a_file_of_something_else_is_refused() throws IOException {
        Path file = Files.writeString(folder.resolve("a.jpg"), "not an image");

        assertThatThrownBy(() -> decoder.decode(file))
                .isInstanceOf(UserException.class)
                .hasMessage(file + " is not a PNG, JPEG, WebP, GIF, BMP or TIFF image: replace or remove it");
    }

    @Test
    void a_missing_file_is_named_as_such() {
        Path file = folder.resolve("none.png");

        assertThatThrownBy(() -> decoder.decode(file))
                .isInstanceOf(UserException.class)
                .hasMessage(file + " does not exist: check its name");
    }

    @Test
    void a_directory_is_named_as_such() throws IOException {
        Path directory = Files.createDirectory(folder.resolve("a.png"));

        assertThatThrownBy(() -> decoder.decode(directory))
                .isInstanceOf(UserException.class)
                .hasMessage(directory + " is a directory: name the images in it");
    }

    @Test
    void an_empty_file_is_named_as_such() throws IOException {
        Path file = Files.createFile(folder.resolve("a.png"));

        assertThatThrownBy(() -> decoder.decode(file))
                .isInstanceOf(UserException.class)
                .hasMessage(file + " is empty (0 bytes): replace or remove it");
    }

    @Test
    void a_file_that_may_not_be_read_is_named_as_such() throws IOException {
        Path file = Files.write(folder.resolve("a.png"), new byte[] {1});
        Files.setPosixFilePermissions(file, Set.of());
        Assumptions.assumeFalse(Files.isReadable(file), "the system's administrator may read any file");

        assertThatThrownBy(() -> decoder.decode(file))
                .isInstanceOf(UserException.class)
                .hasMessage(file + " cannot be opened: check its permissions");
    }

    @Test
    void stripes_of_one_pixel_become_gray_wherever_they_begin() throws IOException {
        // Given: alternating black and white columns, and the same shifted by one pixel
        for (int shift = 0; shift < 2; shift++) {
            BufferedImage image = new BufferedImage(256, 256, BufferedImage.TYPE_INT_RGB);
            for (int i = 0; i < 256 * 256; i++) {
                image.setRGB(i % 256, i / 256, (i + shift) % 2 == 0 ? 0 : 0xFFFFFF);
            }
            Path file = write(folder.resolve(shift + ".png"), image);

            // When
            byte[] pixels = new ImageDecoder(32, 32).decode(file);

            // Then
            for (byte pixel : pixels) {
                assertThat(pixel & 0xFF).isEqualTo(128);
            }
        }
    }

    @Test
    void thin_lines_do_not_get_lost() throws IOException {
        // Given: white, with a black line every 20 pixels in both directions: 19 / 20 of 19 / 20 is white
        BufferedImage image = new BufferedImage(640, 640, BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < 640; y++) {
            for (int x = 0; x < 640; x++) {
                image.setRGB(x, y, x % 20 == 0 || y % 20 == 0 ? 0 : 0xFFFFFF);
            }
        }
        Path file = write(folder.resolve("a.png"), image);

        // When
        byte[] pixels = new ImageDecoder(32, 32).decode(file);

        // Then
        for (byte pixel : pixels) {
            assertThat(pixel & 0xFF).isEqualTo(230);
        }
    }

    @Test
    void an_absurd_number_of_pixels_is_refused_by_the_header_alone() throws IOException {
        Path file = Files.write(folder.resolve("a.png"), pngHeader(60_000, 60_000));

        assertThatThrownBy(() -> decoder.decode(file))
                .isInstanceOf(UserException.class)
                .hasMessageContaining("a.png has 60000 x 60000 pixels, more than 100000000");
    }

    @Test
    void a_side_without_end_is_refused_by_the_header_alone() throws IOException {
        Path file = Files.write(folder.resolve("a.png"), pngHeader(100_000_000, 1));

        assertThatThrownBy(() -> decoder.decode(file))
                .isInstanceOf(UserException.class)
                .hasMessageContaining("a.png has 100000000 x 1 pixels")
                .hasMessageContaining("65535 on a side");
    }

    private static Path write(Path file, Color color, int width, int height) throws IOException {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        graphics.setColor(color);
        graphics.fillRect(0, 0, width, height);
        graphics.dispose();
        return write(file, image);
    }

    private static Path write(Path file, BufferedImage image) throws IOException {
        ImageIO.write(image, file.toString().endsWith("png") ? "png" : "jpg", file.toFile());
        return file;
    }

    /** A PNG that ends after its header (PNG specification, 11.2.2). */
    private static byte[] pngHeader(int width, int height) {
        ByteBuffer header = ByteBuffer.allocate(17);
        header.put(new byte[] {'I', 'H', 'D', 'R'}).putInt(width).putInt(height);
        header.put(new byte[] {8, 2, 0, 0, 0});
        CRC32 crc = new CRC32();
        crc.update(header.array());
        return ByteBuffer.allocate(33)
                .put(new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'})
                .putInt(13)
                .put(header.array())
                .putInt((int) crc.getValue())
                .array();
    }
}
