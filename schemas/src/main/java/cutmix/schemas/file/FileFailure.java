package cutmix.schemas.file;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.util.Arrays;
import java.util.Optional;

/**
 * The cause of a failed file operation, and a remedy for the user. Both are parts of a sentence, as in
 * {@code FILE cannot be read (CAUSE): REMEDY}.
 *
 * @param cause such as {@code it does not exist}
 * @param remedy such as {@code check the path}
 */
public record FileFailure(String cause, String remedy) {

    private static final FileFailure MISSING = new FileFailure("it does not exist", "check the path");
    private static final FileFailure DENIED =
            new FileFailure("permission denied", "change its permissions, or run as another user");
    private static final FileFailure NOT_A_FOLDER =
            new FileFailure("it, or its parent, is a file and not a folder", "check the path");
    private static final FileFailure FILE_EXISTS =
            new FileFailure("a file with that name exists", "remove it, or choose another path");

    /** Recognized by the system's message, because the JDK has its own exceptions for few failures. */
    private enum Known {
        NO_FILE("No such file or directory", MISSING),
        PERMISSION("Permission denied", DENIED),
        NOT_PERMITTED("Operation not permitted", DENIED),
        FOLDER("Is a directory", new FileFailure("it is a folder", "name a file")),
        FILE("Not a directory", NOT_A_FOLDER),
        FULL(
                "No space left on device",
                new FileFailure("its disk is full", "free some space there, or choose another disk")),
        QUOTA(
                "Disk quota exceeded",
                new FileFailure("this user's disk quota is used up", "free some space there, or choose another disk")),
        READ_ONLY(
                "Read-only file system",
                new FileFailure("its file system is read-only", "choose another path, or mount it for writing")),
        LOOP(
                "Too many levels of symbolic links",
                new FileFailure("its symbolic links form a loop", "remove one of them")),
        LONG("File name too long", new FileFailure("its name is too long", "choose a shorter one")),
        OPEN_FILES(
                "Too many open files",
                new FileFailure("this process has too many open files", "raise the limit that ulimit -n shows")),
        DEVICE(
                "Input/output error",
                new FileFailure("its disk reports an error", "check the disk, or copy it to another one"));

        private final String words;
        private final FileFailure failure;

        Known(String words, FileFailure failure) {
            this.words = words;
            this.failure = failure;
        }
    }

    /** Describes an exception. If its kind is unknown, the cause is the exception's own message. */
    public static FileFailure of(IOException e) {
        if (e instanceof NoSuchFileException) {
            return MISSING;
        }
        if (e instanceof AccessDeniedException) {
            return DENIED;
        }
        if (e instanceof NotDirectoryException) {
            return NOT_A_FOLDER;
        }
        if (e instanceof FileAlreadyExistsException) {
            return FILE_EXISTS;
        }
        if (e instanceof CharacterCodingException) {
            return new FileFailure(
                    e instanceof NotUtf8Exception ? e.getMessage() : "it is not UTF-8", "save it as UTF-8");
        }
        String words = words(e);
        return Arrays.stream(Known.values())
                .filter(known -> words.contains(known.words))
                .map(known -> known.failure)
                .findFirst()
                .orElseGet(() -> new FileFailure(words, remedyOf(e)));
    }

    /** Returns the exception's message, without a leading path. */
    private static String words(IOException e) {
        String message = e instanceof FileSystemException system ? system.getReason() : e.getMessage();
        return Optional.ofNullable(message)
                .flatMap(text -> text.lines().findFirst())
                .orElseGet(() -> e.getClass().getSimpleName());
    }

    private static String remedyOf(IOException e) {
        return e instanceof FileSystemException || e instanceof FileNotFoundException
                ? "check the path and its disk"
                : "check that it is complete and that its disk works";
    }
}
