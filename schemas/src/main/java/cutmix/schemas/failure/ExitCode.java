package cutmix.schemas.failure;

import cutmix.process.OrderlyStop;

/**
 * The exit codes of all programs. Supervisors and scripts depend on them: do not change a code. The descriptions are
 * the table in docs/reference/exit-codes.md.
 */
public enum ExitCode {
    /** The command has completed its work. */
    OK(0),

    /**
     * The command failed: a line that begins with {@code error:} says why. {@code predict} also ends with 1 if it could
     * not read some of the images.
     */
    FAILURE(1),

    /**
     * An option, an argument or a setting is wrong. A new attempt with the same values fails again. {@code ./cutmix
     * run} also ends with 2 if a service that it started ended with 2.
     */
    WRONG_SETTING(2),

    /**
     * A program ran out of memory, or met another error that it cannot recover from. A supervisor can start it again.
     */
    FATAL_ERROR(3),

    /** The program was interrupted (Ctrl-C, SIGINT). */
    INTERRUPTED(130),

    /** The kernel killed the process (SIGKILL), for example because its container exceeded the memory limit. */
    KILLED(137),

    /**
     * The program was told to stop (SIGTERM), and has stopped in order. A loader or trainer that had completed its work
     * ends with 0.
     */
    STOPPED(OrderlyStop.EXIT_CODE);

    private final int code;

    ExitCode(int code) {
        this.code = code;
    }

    public int code() {
        return code;
    }

    /**
     * The exit code of a program that ends because of this failure. A user's mistake or an interruption among its causes
     * decides, in this order.
     */
    public static ExitCode of(Throwable failure) {
        if (failure instanceof Error) {
            return FATAL_ERROR;
        }
        boolean isMistake = Causes.of(failure).stream()
                .anyMatch(cause -> cause instanceof UserException user && user.exitCode() == WRONG_SETTING);
        if (isMistake) {
            return WRONG_SETTING;
        }
        return Causes.first(failure, InterruptedException.class).isPresent() ? INTERRUPTED : FAILURE;
    }
}
