package cutmix.trainer.engine.natives;

import cutmix.schemas.failure.UserException;
import cutmix.schemas.text.Printable;
import java.util.Map;

/**
 * The environment variable that sets the number of threads of all engines. If its value is not a number, some native
 * libraries end the process without a message, and others ignore it.
 */
public final class OmpThreads {

    static final String VARIABLE = "OMP_NUM_THREADS";

    /** A greater number of threads is a mistake, and few systems can start that many. */
    private static final int MOST = 1024;

    private OmpThreads() {}

    /**
     * Checks the variable before a library reads it.
     *
     * @param environment environment of this process
     * @throws UserException if the variable is set to anything but a whole number from 1 to 1024
     */
    public static void require(Map<String, String> environment) {
        String value = environment.get(VARIABLE);
        if (value != null && !value.isBlank() && !isCount(value)) {
            throw new UserException(VARIABLE + "=" + Printable.of(value) + " is not a whole number from 1 to " + MOST
                    + ": set it to the number of threads that the trainer may use, or unset it");
        }
    }

    private static boolean isCount(String value) {
        return value.matches("[1-9][0-9]{0,3}") && Integer.parseInt(value) <= MOST;
    }
}
