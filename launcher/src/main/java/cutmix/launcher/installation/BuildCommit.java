package cutmix.launcher.installation;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.Properties;

/** The commit that this program was built from. */
public final class BuildCommit {

    private static final String FILE = "build.properties";

    private BuildCommit() {}

    /** Returns the commit; empty if the build had no repository or uncommitted changes. */
    public static Optional<String> known() {
        Properties properties = new Properties();
        try (InputStream in = BuildCommit.class.getResourceAsStream(FILE)) {
            if (in != null) {
                properties.load(in);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Optional.of(properties.getProperty("commit", "")).filter(commit -> !commit.isBlank());
    }
}
