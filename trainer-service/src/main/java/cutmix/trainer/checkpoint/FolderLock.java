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
 * Keeps all processes but one from writing to a folder: a file in it, locked for as long as the process lives. The operating
 * system takes the lock back from a process that dies.
 *
 * <p>The file names its owner. A process that is the same owner replaces the file, locked or not: it knows that the process
 * before it may not write any more. That one finds that the file is another when it looks, which it does before it gives a
 * checkpoint its name.
 */
final class FolderLock implements AutoCloseable {

    private static final String NAME = "lock";
    private static final int ATTEMPTS = 100;
    private static final int MOST_BYTES = 4_096;

    private final Path file;
    private final FileChannel channel;
    /** Tells a file from another one of the same name. It has no other while the channel is open. */
    private final Object key;

    private FolderLock(Path file, FileChannel channel, Object key) {
        this.file = file;
        this.channel = channel;
        this.key = key;
    }

    /**
     * Locks a folder, which is made where it is missing.
     *
     * @param owner one line that equals that of another process only if that one may not write any more
     * @throws UserException if another owner's process holds the lock, or there can be none
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

    /** Empty where the file has become another one meanwhile. */
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
            if (!isStill(file, key)) {
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
        if (!tryLock(channel) || !isStill(file, replaced)) {
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
     * To be called before anything in the folder is changed.
     *
     * @throws UserException if another process has taken over
     */
    void requireHeld() {
        if (!isStill(file, key)) {
            throw new UserException("the checkpoints in " + file.getParent()
                    + " are written by another trainer now: let that one finish");
        }
    }

    @Override
    public void close() {
        try (channel) {
            if (isStill(file, key)) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            // The lock goes with the process; the file that is left is nobody's.
        }
    }

    private static void create(Path file) throws IOException {
        try {
            Files.createFile(file);
        } catch (FileAlreadyExistsException e) {
            // As it mostly is where a process was killed.
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

    private static boolean isStill(Path file, Object key) {
        try {
            return key(file).equals(key);
        } catch (IOException e) {
            return false;
        }
    }

    private static Object key(Path file) throws IOException {
        Object key = Files.readAttributes(file, BasicFileAttributes.class).fileKey();
        return key == null ? file : key; // Not on Windows, where a file that is locked cannot be replaced either.
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
            // A full disk. The lock holds all the same; nobody can take it over by its owner's name.
        }
    }
}
