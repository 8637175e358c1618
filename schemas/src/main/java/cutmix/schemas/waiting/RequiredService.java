package cutmix.schemas.waiting;

import cutmix.schemas.failure.UserException;
import java.util.Optional;

/** A server that a service needs before it can start. */
interface RequiredService {

    /** Returns the name and address of the server. */
    String name();

    /**
     * Sends one request to the server.
     *
     * @param meanwhile called several times a second
     * @return the failure to report if the server does not answer in time; empty if it has answered
     * @throws UserException if a retry is useless until the user has changed something
     */
    Optional<UserException> missing(Runnable meanwhile) throws InterruptedException;
}
