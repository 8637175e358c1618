package cutmix.trainer.engine.natives;

import cutmix.schemas.failure.UserException;
import cutmix.schemas.text.Printable;
import java.util.Map;

/**
 * The variable that sets the number of threads of all engines. The native libraries read it by themselves: some end the process
 * without words if it is not a number, others ignore it.
 */
public final class OmpThreads {

    static final String VARIABLE = "OMP_NUM_THREADS";

    /** More threads than this cannot be meant, and few systems can start them. */
    private static final int MOST = 1024;

    private OmpThreads() {}

    /**
     * Checks the variable before a library reads it.
     *
     * @param environment of this process
     * @throws UserException if the variable is set to something other than one whole number from 1 to 1024
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
