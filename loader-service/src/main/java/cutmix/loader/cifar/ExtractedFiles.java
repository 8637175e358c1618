package cutmix.loader.cifar;

import cutmix.loader.dataset.FileAccessException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.zip.CRC32C;

/**
 * A cache folder with the files of an archive and a list of their checksums, so that later damage is found before the
 * files are used.
 */
record ExtractedFiles(Path folder) {

    private static final String LIST = "files.crc32c";
    private static final String LINE = "%08x %d %s";

    /** Writes the list of checksums. */
    void writeChecksums() throws IOException {
        Files.write(folder.resolve(LIST), lines());
    }

    /** Returns a description of the folder's damage in a few words; empty if there is none. */
    Optional<String> damage() {
        try {
            Path list = folder.resolve(LIST);
            if (!Files.isRegularFile(list)) {
                return Files.isDirectory(folder) ? damageWithoutList() : Optional.of("it is not a folder");
            }
            String listed = Files.readString(list);
            for (String name : CifarFiles.all().toList()) {
                if (!Files.isRegularFile(folder.resolve(name))) {
                    return Optional.of(name + " is missing");
                }
                if (!listed.contains(line(name) + System.lineSeparator())) {
                    return Optional.of(name + " is not as it was extracted");
                }
            }
            return Optional.empty();
        } catch (IOException e) {
            throw new FileAccessException(folder, e);
        }
    }

    /** Checks a folder of an earlier version, which wrote no list. Finds only missing and truncated files. */
    private Optional<String> damageWithoutList() throws IOException {
        for (String name : CifarFiles.all().toList()) {
            Path file = folder.resolve(name);
            if (!Files.isRegularFile(file)) {
                return Optional.of(name + " is missing");
            }
            boolean isBatch = !name.equals(CifarFiles.CLASS_NAMES);
            if (Files.size(file) == 0 || isBatch && !CifarBatch.isWhole(Files.size(file))) {
                return Optional.of(name + " is truncated");
            }
        }
        return Optional.empty();
    }

    private List<String> lines() throws IOException {
        List<String> lines = new ArrayList<>();
        for (String name : CifarFiles.all().toList()) {
            lines.add(line(name));
        }
        return lines;
    }

    private String line(String name) throws IOException {
        CRC32C checksum = new CRC32C();
        ByteBuffer buffer = ByteBuffer.allocateDirect(1 << 16);
        try (FileChannel file = FileChannel.open(folder.resolve(name))) {
            while (file.read(buffer) >= 0) {
                checksum.update(buffer.flip());
                buffer.clear();
            }
            return String.format(Locale.ROOT, LINE, checksum.getValue(), file.size(), name);
        }
    }
}
