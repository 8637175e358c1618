package cutmix.schemas.image;

import cutmix.schemas.failure.UserException;
import cutmix.schemas.file.FileName;
import java.nio.file.Path;

/** Reports an unreadable image file. The message is "FILE PROBLEM: ADVICE". */
public final class UnreadableImageException extends UserException {

    private static final long serialVersionUID = 1L;

    private final String file;
    private final String problem;

    UnreadableImageException(Path file, String problem, String advice) {
        super(FileName.printable(file) + " " + problem + ": " + advice);
        this.file = FileName.printable(file);
        this.problem = problem;
    }

    UnreadableImageException(Path file, String problem, String advice, Throwable cause) {
        this(file, problem, advice);
        initCause(cause);
    }

    /** Returns the file name for messages (see {@link FileName#printable}). */
    public String file() {
        return file;
    }

    /** Returns the problem, as text that follows the file's name, for example "is empty". */
    public String problem() {
        return problem;
    }
}
