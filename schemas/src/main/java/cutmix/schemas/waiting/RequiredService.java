package cutmix.schemas.waiting;

import cutmix.schemas.failure.UserException;
import java.util.Optional;

/** A server that a service needs before it can start. */
interface RequiredService {

    /** The name and address of the server. */
    String name();

    /**
     * Sends one request to the server.
     *
     * @param meanwhile called several times a second
     * @return the failure to report if the server never answers; empty if it answered
     * @throws UserException if a retry is useless until the user has changed something
     */
    Optional<UserException> missing(Runnable meanwhile) throws InterruptedException;
}
