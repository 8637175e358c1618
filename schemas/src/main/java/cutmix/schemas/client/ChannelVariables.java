package cutmix.schemas.client;

import cutmix.schemas.failure.FailureHandler;
import cutmix.schemas.failure.SettingException;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Checks the environment variables that configure a service's channels, for example
 * {@code MP_MESSAGING_OUTGOING_IMAGES_LINGER_MS}. A variable for an unknown channel would create that channel without
 * its other settings, and the service would not start.
 */
public final class ChannelVariables {

    private static final List<String> DIRECTIONS = List.of("MP_MESSAGING_INCOMING_", "MP_MESSAGING_OUTGOING_");

    private final List<String> prefixes;

    /**
     * @param prefixes of the variables of each channel of the service, for example
     *     {@code MP_MESSAGING_OUTGOING_IMAGES_}
     */
    public ChannelVariables(String... prefixes) {
        this.prefixes = List.copyOf(Arrays.asList(prefixes));
    }

    /**
     * Ends this process with one line if the environment has a variable for a channel that the service does not have.
     * Call this before Quarkus starts: Quarkus would end with a stack trace.
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
     * @throws SettingException if a variable is for a channel that the service does not have; names the variable
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
