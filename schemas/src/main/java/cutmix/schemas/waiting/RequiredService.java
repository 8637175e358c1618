package cutmix.schemas.waiting;

import cutmix.schemas.failure.UserException;
import java.util.Optional;

/** What a service cannot begin without. */
interface RequiredService {

    /** What it is, with its address. */
    String name();

    /**
     * Asks it once.
     *
     * @param meanwhile is to be called several times a second
     * @return what to end with if it is not there in the end; empty once it answers
     * @throws UserException if it makes no sense to ask again before the user has changed something
     */
    Optional<UserException> missing(Runnable meanwhile) throws InterruptedException;
}
