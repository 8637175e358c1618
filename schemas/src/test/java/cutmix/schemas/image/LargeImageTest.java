package cutmix.schemas.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cutmix.schemas.image.file.JpegFile;
import cutmix.schemas.image.file.Pictures;
import cutmix.schemas.image.file.PngFile;
import cutmix.schemas.image.jpeg.JpegImage;
import cutmix.schemas.image.source.EncodedImage;
import cutmix.schemas.image.source.ImageSource;
import cutmix.schemas.image.source.MemoryNeed;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LargeImageTest {

    private static final int SIDE = 10_000;

    @TempDir
    Path folder;

    @Test
    void an_image_of_100_million_pixels_takes_the_memory_of_some_rows() throws IOException {
        // Given: the left half white, the right half black
        Path file = folder.resolve("a.png");
        writePng(file);
        com.sun.management.ThreadMXBean memory = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = memory.getCurrentThreadAllocatedBytes();

        // When
        byte[] pixels = new ImageDecoder(2, 2).decode(file);

        // Then: the total of all allocations, freed or not
        assertThat(pixels).containsExactly(-1, -1, -1, 0, 0, 0, -1, -1, -1, 0, 0, 0);
        assertThat(memory.getCurrentThreadAllocatedBytes() - before).isLessThan(64 << 20);
    }

    @Test
    void a_progressive_jpeg_tells_how_much_memory_its_scans_take() throws IOException {
        // Given
        byte[] jpeg = JpegFile.of(Pictures.gradient(16, 16), true);

        // When / Then: 3 channels of 16 x 16 with halved color channels, two bytes each, and some rows
        MemoryNeed small = open(jpeg).memory();
        assertThat(small.outside() - small.heap()).isEqualTo(2 * 16 * 16 * 3 / 2);
        // The same for the largest image
        MemoryNeed large = open(withSize(jpeg, SIDE, SIDE)).memory();
        assertThat(large.outside() - large.heap()).isBetween(300_000_000L, 301_000_000L);
    }

    @Test
    void a_progressive_jpeg_that_takes_more_than_there_is_is_refused() throws IOException {
        // Given
        byte[] jpeg = withSize(JpegFile.of(Pictures.gradient(16, 16), true), SIDE, SIDE);
        Path file = Files.write(folder.resolve("a.jpg"), jpeg);
        ImageDecoder decoder = new ImageDecoder(2, 2, new DecodingMemory(100 << 20, 200 << 20));

        // When / Then
        assertThatThrownBy(() -> decoder.decode(file))
                .isInstanceOf(UnreadableImageException.class)
                .hasMessageContaining("a.jpg has 10000 x 10000 pixels, whose scans take 2")
                .hasMessageContaining("MiB of memory, more than 200");
    }

    private EncodedImage open(byte[] jpeg) throws IOException {
        try (ImageSource source = ImageSource.open(Files.write(folder.resolve("b.jpg"), jpeg))) {
            return JpegImage.open(source);
        }
    }

    /** Returns a file with another size in the header of the progressive frame (FF C2). */
    private static byte[] withSize(byte[] jpeg, int height, int width) {
        byte[] changed = jpeg.clone();
        for (int i = 0; i < jpeg.length - 9; i++) {
            if ((jpeg[i] & 0xFF) == 0xFF && (jpeg[i + 1] & 0xFF) == 0xC2) {
                ByteBuffer.wrap(changed, i + 5, 4).putShort((short) height).putShort((short) width);
                return changed;
            }
        }
        throw new AssertionError("no progressive frame");
    }

    private static void writePng(Path file) throws IOException {
        byte[] row = new byte[1 + 3 * SIDE];
        Arrays.fill(row, 1, 1 + 3 * SIDE / 2, (byte) 255);
        Path data = file.resolveSibling("data");
        try (OutputStream out =
                new DeflaterOutputStream(Files.newOutputStream(data), new Deflater(Deflater.BEST_SPEED))) {
            for (int y = 0; y < SIDE; y++) {
                out.write(row);
            }
        }
        byte[] header = ByteBuffer.allocate(13)
                .putInt(SIDE)
                .putInt(SIDE)
                .put(new byte[] {8, PngFile.RGB, 0, 0, 0})
                .array();
        try (OutputStream out = Files.newOutputStream(file)) {
            out.write(new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'});
            out.write(PngFile.chunk("IHDR", header));
            out.write(PngFile.chunk("IDAT", Files.readAllBytes(data)));
            out.write(PngFile.chunk("IEND"));
        }
    }
}
