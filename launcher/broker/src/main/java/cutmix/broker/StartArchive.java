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
 * @param file file of the archive
 */
public record StartArchive(Path file) {

    /** Returns the archive of this JVM for the program with its files in this folder. */
    public static StartArchive in(Path folder) {
        return new StartArchive(folder.resolve("start-" + System.getProperty("java.vm.version") + ".jsa"));
    }

    /** Returns the options of a JVM that uses the archive, if it exists. */
    public List<String> options() {
        return Files.isReadable(file) ? quietly("-XX:SharedArchiveFile=" + file.toAbsolutePath()) : List.of();
    }

    /** Returns the options of a JVM that records the archive when it ends. Call {@link #keep} afterward. */
    public List<String> recordingOptions() {
        return quietly("-XX:ArchiveClassesAtExit=" + recording().toAbsolutePath());
    }

    /**
     * Returns whether the archive is newer than the program.
     *
     * @param program a file of the program, or a folder of its files
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
     * Moves the recording of a successful JVM to its final name. The file is synced first: a JVM does not check the
     * content of an archive, and an archive that is incomplete after a power failure could crash it.
     */
    public void keep() throws IOException {
        try (FileChannel recorded = FileChannel.open(recording(), StandardOpenOption.WRITE)) {
            recorded.force(true);
        }
        Files.move(recording(), file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /** Hides messages about unsuitable archives, and about classes that cannot be archived, from standard output. */
    private static List<String> quietly(String option) {
        return List.of(option, "-Xlog:disable", "-Xlog:all=error:stderr");
    }

    private Path recording() {
        return file.resolveSibling(file.getFileName() + ".recording");
    }
}
