package cutmix.trainer.checkpoint;

import cutmix.schemas.failure.UserException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Optional;

/**
 * Prevents several processes from writing to a folder, by means of a locked file in the folder. The operating system
 * releases the lock when the process ends.
 * <p>The file names its owner. A process with the same owner replaces the file even if it is locked, because the
 * previous process has lost its right to write. The previous process checks the identity of the file before it renames
 * a checkpoint, and notices the replacement.
 */
final class FolderLock implements AutoCloseable {

    private static final String NAME = "lock";
    private static final int ATTEMPTS = 100;
    private static final int MOST_BYTES = 4_096;

    private final Path file;
    private final FileChannel channel;
    /**
     * Distinguishes the file from another file of the same name. The key cannot be reused while the channel is open.
     */
    private final Object key;

    private FolderLock(Path file, FileChannel channel, Object key) {
        this.file = file;
        this.channel = channel;
        this.key = key;
    }

    /**
     * Locks a folder, and creates it if it does not exist.
     *
     * @param owner one line of text. If it equals the line of the process that holds the lock, that process has lost
     * its right to write.
     * @throws UserException if the process of another owner holds the lock, or the folder cannot be locked
     */
    static FolderLock take(Path folder, String owner) {
        Path file = folder.resolve(NAME);
        try {
            Files.createDirectories(folder);
            for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
                Optional<FolderLock> lock = attempt(file, owner);
                if (lock.isPresent()) {
                    return lock.get();
                }
            }
        } catch (IOException e) {
            throw new UserException(
                    "the checkpoints in " + folder + " cannot be locked (" + e + "): choose another --checkpoints", e);
        }
        throw new UserException("the checkpoints in " + folder + " are being locked by several processes: run again");
    }

    /** Returns empty if another process replaced the file in the meantime. */
    private static Optional<FolderLock> attempt(Path file, String owner) throws IOException {
        FileChannel channel;
        Object key;
        try {
            create(file);
            key = key(file);
            channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE);
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
        boolean locked = false;
        try {
            locked = tryLock(channel);
            if (!locked) {
                requireEqual(owner, content(channel), file);
                return replace(file, key, owner);
            }
            if (!isSameFile(file, key)) {
                locked = false;
                return Optional.empty();
            }
            write(channel, owner);
            return Optional.of(new FolderLock(file, channel, key));
        } finally {
            if (!locked) {
                channel.close();
            }
        }
    }

    private static Optional<FolderLock> replace(Path file, Object replaced, String owner) throws IOException {
        Path next = Files.createTempFile(file.toAbsolutePath().getParent(), NAME, ".next");
        FileChannel channel = FileChannel.open(next, StandardOpenOption.READ, StandardOpenOption.WRITE);
        if (!tryLock(channel) || !isSameFile(file, replaced)) {
            channel.close();
            Files.deleteIfExists(next);
            return Optional.empty();
        }
        write(channel, owner);
        Object key = key(next);
        Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        return Optional.of(new FolderLock(file, channel, key));
    }

    private static void requireEqual(String owner, String found, Path file) {
        if (!found.equals(owner)) {
            throw new UserException("the checkpoints in " + file.getParent() + " are being written by another trainer"
                    + (found.isEmpty() ? "" : " (" + found + ")")
                    + ": choose another --checkpoints, or wait for it to end");
        }
    }

    /**
     * Call this method before any change to the folder.
     *
     * @throws UserException if another process has taken over the folder
     */
    void requireHeld() {
        if (!isSameFile(file, key)) {
            throw new UserException("the checkpoints in " + file.getParent()
                    + " are written by another trainer now: let that one finish");
        }
    }

    @Override
    public void close() {
        try (channel) {
            if (isSameFile(file, key)) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            // The operating system releases the lock when the process ends; a leftover file does no harm.
        }
    }

    private static void create(Path file) throws IOException {
        try {
            Files.createFile(file);
        } catch (FileAlreadyExistsException e) {
            // Usually left by a process that was killed.
        }
    }

    private static boolean tryLock(FileChannel channel) throws IOException {
        try {
            FileLock lock = channel.tryLock();
            return lock != null;
        } catch (OverlappingFileLockException e) {
            return false;
        }
    }

    private static boolean isSameFile(Path file, Object key) {
        try {
            return key(file).equals(key);
        } catch (IOException e) {
            return false;
        }
    }

    private static Object key(Path file) throws IOException {
        Object key = Files.readAttributes(file, BasicFileAttributes.class).fileKey();
        return key == null
                ? file
                : key; // Windows has no file keys, but does not allow a locked file to be replaced either.
    }

    private static String content(FileChannel channel) throws IOException {
        ByteBuffer content = ByteBuffer.allocate(MOST_BYTES);
        channel.read(content, 0);
        return new String(content.array(), 0, content.position(), StandardCharsets.UTF_8);
    }

    private static void write(FileChannel channel, String owner) {
        try {
            channel.truncate(0);
            channel.write(StandardCharsets.UTF_8.encode(owner), 0);
        } catch (IOException e) {
            // The disk is full. The lock is still valid, but a process with the same owner cannot take it over.
        }
    }
}
