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
 * A file, or a folder of files, that a reader finds complete or not at all, whenever the process is killed or the power fails. The
 * content is written under a temporary name in the same folder, synced to the disk, and renamed; then the folder is synced, because
 * the new name is part of it.
 */
public final class WholeFile {

    private final Path file;
    private final Path partial;
    private final Channels channels;

    /** Writes the bytes of a file. */
    @FunctionalInterface
    public interface Content {

        /** @param partial the temporary file, which may be there from a process that was killed */
        void writeTo(Path partial) throws IOException;
    }

    /** Opens a file or folder in order to sync it. */
    @FunctionalInterface
    interface Channels {

        FileChannel open(Path path, OpenOption option) throws IOException;
    }

    /** A file whose temporary name is its own with the suffix {@code .part}. */
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
     * Writes the file, or replaces it.
     *
     * @throws IOException if that fails; an earlier file of the name stays unchanged, and no temporary file remains
     */
    public void write(Content content) throws IOException {
        try {
            content.writeTo(partial);
            keep();
        } finally {
            Files.deleteIfExists(partial); // It exists only where writing failed.
        }
    }

    /** Writes these bytes, as {@link #write(Content)} does. */
    public void write(byte[] bytes) throws IOException {
        write(path -> Files.write(path, bytes));
    }

    /** Gives the temporary file, or folder, its final name. A folder replaces no other that has content. */
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

    /** A thread that is interrupted, as one that is told to end, syncs all the same, and stays interrupted. */
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
