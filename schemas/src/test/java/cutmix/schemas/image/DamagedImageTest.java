package cutmix.schemas.image;

import static org.assertj.core.api.Assertions.assertThat;

import cutmix.schemas.image.file.GifFile;
import cutmix.schemas.image.file.JpegFile;
import cutmix.schemas.image.file.Pictures;
import cutmix.schemas.image.file.PngFile;
import cutmix.schemas.image.file.TiffFile;
import cutmix.schemas.image.file.WebpFiles;
import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

/** Any bytes of a file result in an image or in a line that names the file. */
class DamagedImageTest {

    private static final int CASES_PER_TRY = 50;
    private static final List<byte[]> FILES = files();
    private static Path folder;

    @BeforeContainer
    static void makeFolder() throws IOException {
        folder = Files.createTempDirectory("damaged");
    }

    @AfterContainer
    static void removeFolder() throws IOException {
        Files.delete(folder);
    }

    @Property(tries = 600)
    void changed_bytes_give_an_image_or_a_refusal_in_one_line(@ForAll long seed) throws IOException {
        Random random = new Random(seed);
        Path file = folder.resolve("image");
        ImageDecoder decoder = new ImageDecoder(4, 4);
        for (int i = 0; i < CASES_PER_TRY; i++) {
            // Given
            Files.write(file, changed(FILES.get(random.nextInt(FILES.size())), random));

            // When: nothing else may be thrown
            try {
                assertThat(decoder.decode(file)).hasSize(4 * 4 * 3);
            } catch (UnreadableImageException e) {
                // Then
                assertThat(e.getMessage()).startsWith(file + " ").doesNotContain("\n", "null");
            }
        }
        Files.delete(file);
    }

    /** Returns a file with single bytes changed, mostly in the header, with a part removed, or truncated. */
    private static byte[] changed(byte[] file, Random random) {
        byte[] changed = file.clone();
        switch (random.nextInt(6)) {
            case 0 -> {
                return Arrays.copyOf(changed, random.nextInt(changed.length));
            }
            case 1 -> {
                int from = random.nextInt(changed.length);
                int count = random.nextInt(Math.min(40, changed.length - from));
                System.arraycopy(file, from + count, changed, from, file.length - from - count);
                return Arrays.copyOf(changed, file.length - count);
            }
            default -> {
                for (int i = random.nextInt(5); i >= 0; i--) {
                    int within = random.nextInt(3) == 0 ? changed.length : Math.min(120, changed.length);
                    int value = random.nextInt(3) == 0 ? 255 * random.nextInt(2) : random.nextInt(256);
                    changed[random.nextInt(within)] = (byte) value;
                }
                return changed;
            }
        }
    }

    private static List<byte[]> files() {
        List<byte[]> files = new ArrayList<>();
        int[] samples = new Random(1).ints(9 * 7 * 4, 0, 256).toArray();
        byte[] palette = PngFile.chunk("PLTE", new byte[48]);
        byte[] transparency = PngFile.chunk("tRNS", new byte[] {0, 1});
        int[] gray = Arrays.stream(samples).limit(63).map(sample -> sample >> 4).toArray();
        files.add(PngFile.of(9, 7, PngFile.RGB_ALPHA, 8, samples, true));
        files.add(PngFile.of(9, 7, PngFile.PALETTE, 4, gray, false, palette, transparency));
        files.add(PngFile.of(9, 7, PngFile.GRAY, 16, gray, false, transparency));
        for (boolean progressive : new boolean[] {false, true}) {
            byte[] jpeg = JpegFile.of(Pictures.gradient(20, 30), progressive);
            files.add(jpeg);
            files.add(JpegFile.with(jpeg, JpegFile.EXIF, JpegFile.exif(6)));
        }
        files.add(JpegFile.withAdobeTransform(JpegFile.ofSamples(9, 7, 4, 1, 20, 200, 50), 2));
        files.add(GifFile.of(
                5,
                5,
                1,
                1,
                3,
                4,
                true,
                2,
                Arrays.stream(samples).limit(12).map(i -> i % 4).toArray()));
        WebpFiles.all().values().forEach(file -> files.add(file.bytes()));
        byte[] strips = new byte[6 * 5 * 3];
        new Random(2).nextBytes(strips);
        files.add(
                TiffFile.of(ByteOrder.BIG_ENDIAN, 6, 5, 3, 8, 2, strips, Map.of(TiffFile.PHOTOMETRIC, new int[] {2})));
        byte[] deflated = PngFile.deflated(strips);
        files.add(TiffFile.of(
                ByteOrder.LITTLE_ENDIAN,
                6,
                5,
                3,
                8,
                6,
                deflated,
                Map.of(TiffFile.PHOTOMETRIC, new int[] {2}, TiffFile.COMPRESSION, new int[] {8}, 279, new int[] {
                    deflated.length
                })));
        files.add(bmp());
        return files;
    }

    /** 2 x 2 pixels of 8 bits, in runs. */
    private static byte[] bmp() {
        byte[] file = new byte[54 + 8 + 10];
        byte[] header = {
            'B', 'M', 72, 0, 0, 0, 0, 0, 0, 0, 62, 0, 0, 0, 40, 0, 0, 0, 2, 0, 0, 0, 2, 0, 0, 0, 1, 0, 8, 0, 1
        };
        byte[] runs = {2, 1, 0, 0, 1, 0, 1, 1, 0, 1};
        System.arraycopy(header, 0, file, 0, header.length);
        file[46] = 2;
        System.arraycopy(runs, 0, file, 62, runs.length);
        return file;
    }
}
