package cutmix.trainer.engine.natives;

import cutmix.schemas.failure.FailureLine;
import cutmix.schemas.failure.UserException;
import cutmix.schemas.file.FileFailure;
import cutmix.schemas.text.Printable;
import java.io.File;
import java.io.IOException;

/**
 * The native libraries of one engine. JavaCPP unpacks them from jars into a cache folder, and the system loads them
 * from there. The folder therefore needs space, must be writable, and must be on a file system that allows execution.
 *
 * @param engine the engine's name, for messages
 * @param cache the cache folder of the engine's JavaCPP
 * @param otherwise the remedy if the folder is not the cause, as the end of a sentence
 */
public record NativeLibraries(String engine, Cache cache, String otherwise) {

    private static final String PROPERTY = "org.bytedeco.javacpp.cachedir";

    /** Free space below which a missing library is attributed to a full disk. */
    private static final long LITTLE_SPACE = 64L << 20;

    /** Finds the cache folder. */
    @FunctionalInterface
    public interface Cache {
        /** @throws IOException if no folder can be created and written to */
        File folder() throws IOException;
    }

    /**
     * Loads the libraries.
     *
     * @param loading the code that loads them
     * @throws UserException if they cannot be loaded; the message names the folder, the cause, and the remedy
     */
    public void load(Runnable loading) {
        try {
            loading.run();
        } catch (LinkageError e) {
            throw new UserException(line(e), e);
        }
    }

    private String line(LinkageError error) {
        File folder;
        try {
            folder = cache.folder();
        } catch (IOException e) {
            return engine
                    + " finds no folder to unpack its native libraries into (neither the home folder of this user nor "
                    + Printable.of(System.getProperty("java.io.tmpdir")) + " is writable): " + otherFolder();
        }
        return engine + " cannot load its native libraries from " + Printable.of(folder.getPath()) + " "
                + because(FailureLine.rootCause(error), folder);
    }

    /** Returns the cause in brackets, and the remedy. */
    private String because(Throwable cause, File folder) {
        String message = String.valueOf(cause.getMessage());
        if (message.contains("failed to map segment")) {
            return "(its file system does not allow execution, for example because of the mount option noexec):" + " "
                    + otherFolder();
        }
        if (message.contains("No space left on device")
                || message.contains("cannot open shared object file") && folder.getUsableSpace() < LITTLE_SPACE) {
            return "(its disk is full): free some space there, or " + otherFolder();
        }
        if (message.contains("file too short") || message.contains("invalid ELF header")) {
            return "(a file in it is damaged): delete the folder; its files are unpacked again at the next start";
        }
        if (cause instanceof IOException io) {
            FileFailure failure = FileFailure.of(io);
            return "(" + Printable.of(failure.cause()) + "): " + failure.remedy() + ", or " + otherFolder();
        }
        return "(" + FailureLine.reason(cause) + "): " + otherwise;
    }

    /** A command line option takes precedence over JAVA_TOOL_OPTIONS. */
    private static String otherFolder() {
        return (System.getProperty(PROPERTY) == null ? "set JAVA_TOOL_OPTIONS=-D" : "change the JVM's option -D")
                + PROPERTY + "=FOLDER to a folder on another file system";
    }
}
