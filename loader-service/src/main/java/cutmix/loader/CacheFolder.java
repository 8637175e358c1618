package cutmix.loader;

import java.nio.file.Path;
import java.util.Map;

/** The folder for downloads. */
final class CacheFolder {

    private CacheFolder() {}

    /**
     * {@code cutmix} in the user's cache folder (XDG Base Directory Specification 0.8).
     *
     * @param environment variables by name
     */
    static Path ofUser(Map<String, String> environment, String userHome) {
        Path configured = Path.of(environment.getOrDefault("XDG_CACHE_HOME", ""));
        Path base = configured.isAbsolute() ? configured : Path.of(userHome, ".cache");
        return base.resolve("cutmix");
    }
}
