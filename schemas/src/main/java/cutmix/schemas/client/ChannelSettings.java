package cutmix.schemas.client;

import cutmix.schemas.failure.FailureHandler;
import cutmix.schemas.failure.SettingException;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Checks the settings of a service's channels: environment variables, for example
 * {@code MP_MESSAGING_OUTGOING_IMAGES_LINGER_MS}, and properties, for example
 * {@code mp.messaging.outgoing.images.linger.ms}. A setting of an unknown channel would create that channel without its
 * other settings, and the service would not start.
 */
public final class ChannelSettings {

    private static final List<String> DIRECTIONS = List.of("mp.messaging.incoming.", "mp.messaging.outgoing.");

    /** The profiles, separated by commas, in which a property applies. */
    private static final Pattern PROFILES = Pattern.compile("%([^.]*)\\.(.*)", Pattern.DOTALL);

    private static final Pattern QUOTED = Pattern.compile("^(mp\\.messaging\\.\\w+\\.)\"([^\"]*)\"");

    private final List<String> prefixes;

    /**
     * @param prefixes of the properties of each channel of the service, for example
     *     {@code mp.messaging.outgoing.images.}
     */
    public ChannelSettings(String... prefixes) {
        this.prefixes = List.copyOf(Arrays.asList(prefixes));
    }

    /**
     * Ends this process with one line if the environment has a variable for a channel that the service does not have.
     * Call this before Quarkus starts: Quarkus would end with a stack trace.
     */
    public void requireKnownVariables() {
        try {
            checkVariables(System.getenv().keySet());
        } catch (SettingException e) {
            System.exit(FailureHandler.ofService().handle(e, System.err::println));
        }
    }

    /**
     * @param environment the names of all variables
     * @throws SettingException if a variable is for a channel that the service does not have; names the variable
     */
    void checkVariables(Collection<String> environment) {
        for (String name : new TreeSet<>(environment)) {
            check(name, name, ChannelSettings::variable);
        }
    }

    /**
     * Call this before Quarkus creates the channels.
     *
     * @param names of all properties, apart from those of the environment
     * @param profiles the active ones; a property of another profile may have any name
     * @throws SettingException if a property is for a channel that the service does not have; names the property
     */
    public void checkProperties(Collection<String> names, Collection<String> profiles) {
        for (String name : new TreeSet<>(names)) {
            Matcher ofProfile = PROFILES.matcher(name);
            if (!ofProfile.matches()) {
                checkProperty(name, name);
            } else if (Arrays.stream(ofProfile.group(1).split(",")).anyMatch(profiles::contains)) {
                checkProperty(name, ofProfile.group(2));
            }
        }
    }

    private void checkProperty(String shown, String name) {
        check(shown, QUOTED.matcher(name).replaceFirst("$1$2"), UnaryOperator.identity());
    }

    /** @param form the form of a property's name to which {@code name} is compared */
    private void check(String shown, String name, UnaryOperator<String> form) {
        List<String> known = prefixes.stream().map(form).toList();
        if (DIRECTIONS.stream().map(form).anyMatch(name::startsWith)
                && known.stream().noneMatch(name::startsWith)) {
            throw new SettingException(shown + " is for a channel that this service does not have: unset it, or begin"
                    + " it with " + String.join(" or ", known));
        }
    }

    /** The environment variable that sets a property. */
    private static String variable(String property) {
        return property.replaceAll("[^A-Za-z0-9]", "_").toUpperCase(Locale.ROOT);
    }
}
