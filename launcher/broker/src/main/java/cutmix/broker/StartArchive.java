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
 * A class-data archive: the JVM maps a program's classes from it, rather than read, parse and verify thousands of them at every
 * start. An archive fits one JVM and one class path; where it is missing or does not fit, the JVM goes on without it.
 *
 * @param file of the archive
 */
public record StartArchive(Path file) {

    /** The archive of this JVM for a program whose files lie in this folder. */
    public static StartArchive in(Path folder) {
        return new StartArchive(folder.resolve("start-" + System.getProperty("java.vm.version") + ".jsa"));
    }

    /** Options of a JVM that uses the archive, if it is there. */
    public List<String> options() {
        return Files.isReadable(file) ? quietly("-XX:SharedArchiveFile=" + file.toAbsolutePath()) : List.of();
    }

    /** Options of a JVM that records the archive as it ends; {@link #keep} is called then. */
    public List<String> recordingOptions() {
        return quietly("-XX:ArchiveClassesAtExit=" + recording().toAbsolutePath());
    }

    /**
     * Whether the archive was recorded after the program was written.
     *
     * @param program a file of it, or a folder of its files
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
     * Puts in place what a JVM that has ended well has recorded. It is synced before: a JVM does not check the content of an archive,
     * and could crash with one that a power failure has left incomplete.
     */
    public void keep() throws IOException {
        try (FileChannel recorded = FileChannel.open(recording(), StandardOpenOption.WRITE)) {
            recorded.force(true);
        }
        Files.move(recording(), file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /** An archive that does not fit, or classes that cannot be archived, are no news for standard output. */
    private static List<String> quietly(String option) {
        return List.of(option, "-Xlog:disable", "-Xlog:all=error:stderr");
    }

    private Path recording() {
        return file.resolveSibling(file.getFileName() + ".recording");
    }
}
