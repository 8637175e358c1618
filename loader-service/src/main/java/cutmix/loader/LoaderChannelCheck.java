package cutmix.loader;

import io.quarkus.runtime.StartupEvent;
import io.smallrye.config.EnvConfigSource;
import io.smallrye.config.SmallRyeConfig;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.HashSet;
import java.util.Set;
import org.eclipse.microprofile.config.spi.ConfigSource;

/** Checks the channels' properties, for example of a configuration file, before Quarkus creates the channels. */
@Singleton
class LoaderChannelCheck {

    /** Before SmallRye, which creates the channels at the start of the application. */
    private static final int FIRST = 1;

    void check(@Observes @Priority(FIRST) StartupEvent event, SmallRyeConfig config) {
        Set<String> names = new HashSet<>();
        for (ConfigSource source : config.getConfigSources()) {
            // Main has checked the variables. The name of a property does not follow from that of its variable.
            if (!(source instanceof EnvConfigSource)) {
                names.addAll(source.getPropertyNames());
            }
        }
        Main.CHANNELS.checkProperties(names, config.getProfiles());
    }
}
