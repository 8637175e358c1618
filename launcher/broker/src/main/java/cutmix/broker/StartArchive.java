package cutmix.broker;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.stream.Stream;

/**
 * A class-data archive: the JVM maps a program's classes from it instead of reading, parsing and verifying thousands of
 * them at every start. An archive fits one JVM and one class path; without a fitting archive, the JVM starts normally.
 *
 * @param file of the archive
 */
public record StartArchive(Path file) {

    /** The archive of this JVM for a program with its files in this folder. */
    public static StartArchive in(Path folder) {
        return new StartArchive(folder.resolve("start-" + System.getProperty("java.vm.version") + ".jsa"));
    }

    /** Options of a JVM that uses the archive, if it exists. */
    public List<String> options() {
        return Files.isReadable(file) ? quietly("-XX:SharedArchiveFile=" + file.toAbsolutePath()) : List.of();
    }

    /** Options of a JVM that records the archive when it ends; {@link #keep} must follow. */
    public List<String> recordingOptions() {
        return quietly("-XX:ArchiveClassesAtExit=" + recording().toAbsolutePath());
    }

    /**
     * Whether the archive is newer than the program.
     *
     * @param program one of its files, or a folder of its files
     */
    public boolean isNewerThan(Path program) throws IOException {
        if (!Files.exists(file)) {
            return false;
        }
        FileTime recorded = Files.getLastModifiedTime(file);
        try (Stream<Path> files = Files.walk(program)) {
            for (Path written : files.toList()) {
                if (Files.getLastModifiedTime(written).compareTo(recorded) >= 0) {
                    return false;
                }
            }
        }
        return true;
    }

    /**
     * Puts the recording of a successful JVM in place. The file is synced first: a JVM does not check the content of an
     * archive, and an incomplete one after a power failure could crash it.
     */
    public void keep() throws IOException {
        try (FileChannel recorded = FileChannel.open(recording(), StandardOpenOption.WRITE)) {
            recorded.force(true);
        }
        Files.move(recording(), file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /** Hides messages about unfitting archives and unarchivable classes from standard output. */
    private static List<String> quietly(String option) {
        return List.of(option, "-Xlog:disable", "-Xlog:all=error:stderr");
    }

    private Path recording() {
        return file.resolveSibling(file.getFileName() + ".recording");
    }
}
