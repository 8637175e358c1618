package cutmix.schemas.failure;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Lists a failure and its causes. */
public final class Causes {

    private Causes() {}

    /**
     * Returns the failure and its causes, outermost first. Each appears once, because causes can form a cycle. Empty
     * for null.
     */
    public static List<Throwable> of(Throwable failure) {
        Set<Throwable> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        List<Throwable> causes = new ArrayList<>();
        for (Throwable next = failure; next != null && seen.add(next); next = next.getCause()) {
            causes.add(next);
        }
        return causes;
    }

    /** Returns the outermost failure of a class among the failure and its causes. */
    public static <T> Optional<T> first(Throwable failure, Class<T> type) {
        return of(failure).stream().filter(type::isInstance).map(type::cast).findFirst();
    }
}
