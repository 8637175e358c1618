package cutmix.launcher.data;

import cutmix.launcher.installation.FileTree;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * The data of a broker that is started for a run and removed with it. A file beside the data marks the data as
 * temporary, and a lock on that file shows that the run is alive. A killed process leaves the file without the lock, so
 * a later run removes the data.
 *
 * @param folder the broker's folder, which contains {@code data}
 */
public record BrokerData(Path folder) {

    private static final String NOT_KEPT = "not-kept";

    /** Marks the data as temporary while the lock is open; creates the folder if it is missing. */
    public FileLock claim() throws IOException {
        Files.createDirectories(folder);
        FileChannel channel = FileChannel.open(
                temporaryMark(), StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.READ);
        return channel.lock();
    }

    /** Returns whether the folder contains a broker's data. */
    public boolean exist() {
        return Files.isRegularFile(data().resolve("meta.properties"));
    }

    /** Returns whether the data belongs to a run that removes it. */
    public boolean areClaimed() {
        return Files.exists(temporaryMark());
    }

    /** Returns whether a running broker has locked the data. */
    public boolean areServed() {
        Path lock = brokersLock();
        return Files.exists(lock) && !isUnlocked(lock);
    }

    /** Removes the data. The broker must have ended. */
    public void remove() throws IOException {
        if (Files.exists(data())) {
            FileTree.delete(data());
        }
        // The file is deleted last: if this process is killed before, a later run removes the remaining data.
        Files.deleteIfExists(temporaryMark());
    }

    /**
     * Removes the data of killed runs.
     *
     * @param runs the folder that contains the folders of runs
     * @param names selects the folders by name
     * @return the folders of these runs
     */
    public static List<Path> removeLeftBehind(Path runs, Predicate<String> names) throws IOException {
        List<Path> removed = new ArrayList<>();
        if (!Files.isDirectory(runs)) {
            return removed;
        }
        try (DirectoryStream<Path> found = Files.newDirectoryStream(runs, BrokerData::isFolder)) {
            for (Path run : found) {
                BrokerData data = new BrokerData(run.resolve("kafka"));
                if (names.test(run.getFileName().toString()) && data.isLeftBehind()) {
                    data.remove();
                    removed.add(run);
                }
            }
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
        return removed;
    }

    /** Neither the run nor its broker, which has its own lock, is alive. */
    private boolean isLeftBehind() {
        return isUnlocked(temporaryMark()) && !areServed();
    }

    /** Returns the lock of the broker itself. */
    private Path brokersLock() {
        return data().resolve(".lock");
    }

    private static boolean isUnlocked(Path file) {
        if (!Files.isRegularFile(file)) {
            return false;
        }
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE);
                FileLock lock = channel.tryLock()) {
            return lock != null;
        } catch (IOException | OverlappingFileLockException e) {
            return false;
        }
    }

    private static boolean isFolder(Path path) {
        return Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS);
    }

    private Path data() {
        return folder.resolve("data");
    }

    private Path temporaryMark() {
        return folder.resolve(NOT_KEPT);
    }
}
