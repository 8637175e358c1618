package cutmix.schemas.file;

import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.Stream;

/**
 * Writes a file or a folder atomically: a reader finds it complete or not at all, even if the process is killed or the
 * power fails. The content is written under a temporary name in the same folder, synced to the disk, and renamed; then
 * the folder is synced, because it contains the new name.
 */
public final class WholeFile {

    private final Path file;
    private final Path partial;
    private final Channels channels;

    /** Writes the bytes of a file. */
    @FunctionalInterface
    public interface Content {

        /** @param partial the temporary file, which may be left over from a killed process */
        void writeTo(Path partial) throws IOException;
    }

    /** Opens a file or folder in order to sync it. */
    @FunctionalInterface
    interface Channels {

        FileChannel open(Path path, OpenOption option) throws IOException;
    }

    /** Uses the file's name with the suffix {@code .part} as the temporary name. */
    public WholeFile(Path file) {
        this(file, file.resolveSibling(file.getFileName() + ".part"));
    }

    /** @param partial the temporary name, in the same folder */
    public WholeFile(Path file, Path partial) {
        this(file, partial, FileChannel::open);
    }

    WholeFile(Path file, Path partial, Channels channels) {
        this.file = file;
        this.partial = partial;
        this.channels = channels;
    }

    /**
     * Creates or replaces the file.
     *
     * @throws IOException if writing fails; an existing file stays unchanged, and no temporary file remains
     */
    public void write(Content content) throws IOException {
        try {
            content.writeTo(partial);
            keep();
        } finally {
            Files.deleteIfExists(partial); // It exists only if writing failed.
        }
    }

    /** Writes these bytes, as {@link #write(Content)} does. */
    public void write(byte[] bytes) throws IOException {
        write(path -> Files.write(path, bytes));
    }

    /** Gives the temporary file or folder its final name. A folder cannot replace a folder that is not empty. */
    public void keep() throws IOException {
        for (Path written : tree()) {
            sync(written);
        }
        Files.move(partial, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        sync(file.toAbsolutePath().getParent());
    }

    private List<Path> tree() throws IOException {
        try (Stream<Path> tree = Files.walk(partial)) {
            return tree.toList();
        }
    }

    /** An interrupted thread still completes the sync, and stays interrupted. */
    private void sync(Path path) throws IOException {
        OpenOption option = Files.isDirectory(path) ? StandardOpenOption.READ : StandardOpenOption.WRITE;
        boolean interrupted = false;
        try {
            while (true) {
                try (FileChannel channel = channels.open(path, option)) {
                    channel.force(true);
                    return;
                } catch (ClosedByInterruptException e) {
                    interrupted = Thread.interrupted();
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
