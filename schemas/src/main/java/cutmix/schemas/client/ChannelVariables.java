package cutmix.schemas.client;

import cutmix.schemas.failure.FailureHandler;
import cutmix.schemas.failure.SettingException;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The environment variables that set a service's channels, {@code MP_MESSAGING_OUTGOING_IMAGES_LINGER_MS} for example. One that names
 * another channel would make such a channel, which lacks all else, and keep the service from starting.
 */
public final class ChannelVariables {

    private static final List<String> DIRECTIONS = List.of("MP_MESSAGING_INCOMING_", "MP_MESSAGING_OUTGOING_");

    private final List<String> prefixes;

    /** @param prefixes of the variables of each channel of the service, {@code MP_MESSAGING_OUTGOING_IMAGES_} for example */
    public ChannelVariables(String... prefixes) {
        this.prefixes = List.copyOf(Arrays.asList(prefixes));
    }

    /**
     * To be called before Quarkus starts, which would end with a stack trace: ends this process with one line if its environment has
     * a variable for a channel that the service does not have.
     */
    public void requireKnown() {
        try {
            check(System.getenv().keySet());
        } catch (SettingException e) {
            System.exit(FailureHandler.ofService().handle(e, System.err::println));
        }
    }

    /**
     * @param environment the names of all variables
     * @throws SettingException if one is for a channel that the service does not have; names it
     */
    void check(Collection<String> environment) {
        for (String name : new TreeSet<>(environment)) {
            if (DIRECTIONS.stream().anyMatch(name::startsWith)
                    && prefixes.stream().noneMatch(name::startsWith)) {
                throw new SettingException(
                        name + " is for a channel that this service does not have: unset it, or begin it with "
                                + prefixes.stream().collect(Collectors.joining(" or ")));
            }
        }
    }
}
