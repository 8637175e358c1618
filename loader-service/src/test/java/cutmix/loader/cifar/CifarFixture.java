package cutmix.loader.cifar;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;

/** Small files in the binary layout of CIFAR-10. */
public final class CifarFixture {

    private CifarFixture() {}

    /**
     * The content of each file: two classes and two images per batch. Each byte is computed from batch, image and
     * position.
     */
    public static Map<String, byte[]> files() {
        Map<String, byte[]> files = new LinkedHashMap<>();
        int batch = 0;
        for (String name : CifarFiles.TRAIN) {
            files.put(name, batch(batch++));
        }
        files.put(CifarFiles.TEST, batch(batch));
        files.put(CifarFiles.CLASS_NAMES, "cat\ndog\n\n".getBytes(StandardCharsets.UTF_8));
        return files;
    }

    /** The byte of an image at a row, column and channel. */
    public static byte pixel(int batch, int image, int row, int column, int channel) {
        return (byte) (31 * batch + 57 * image + 3 * row + 5 * column + 101 * channel);
    }

    public static void write(Path folder, Map<String, byte[]> files) throws IOException {
        Files.createDirectories(folder);
        for (Map.Entry<String, byte[]> file : files.entrySet()) {
            Files.write(folder.resolve(file.getKey()), file.getValue());
        }
    }

    /** A gzipped tar of these entries. */
    public static byte[] archive(Map<String, byte[]> entries) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (TarArchiveOutputStream tar = new TarArchiveOutputStream(new GZIPOutputStream(bytes))) {
            for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
                TarArchiveEntry header = new TarArchiveEntry(entry.getKey(), true);
                header.setSize(entry.getValue().length);
                tar.putArchiveEntry(header);
                tar.write(entry.getValue());
                tar.closeArchiveEntry();
            }
        }
        return bytes.toByteArray();
    }

    /** The official archive, with small files. */
    public static byte[] archive() throws IOException {
        Map<String, byte[]> entries = new LinkedHashMap<>();
        files().forEach((name, content) -> entries.put(CifarFiles.FOLDER + "/" + name, content));
        entries.put(CifarFiles.FOLDER + "/readme.html", new byte[] {1});
        return archive(entries);
    }

    private static byte[] batch(int batch) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (int image = 0; image < 2; image++) {
            bytes.write(image);
            for (int channel = 0; channel < 3; channel++) {
                for (int row = 0; row < 32; row++) {
                    for (int column = 0; column < 32; column++) {
                        bytes.write(pixel(batch, image, row, column, channel));
                    }
                }
            }
        }
        return bytes.toByteArray();
    }
}
