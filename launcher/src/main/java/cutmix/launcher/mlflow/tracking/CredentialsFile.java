package cutmix.launcher.mlflow.tracking;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The file in which MLflow's clients keep user and password: the section {@code [mlflow]} of an INI file.
 *
 * @param values values by name, in lower case
 */
record CredentialsFile(Map<String, String> values) {

    static final CredentialsFile EMPTY = new CredentialsFile(Map.of());

    /** Reads the file; empty if it is missing or unreadable, as with MLflow's clients. */
    static CredentialsFile read(Path file) {
        if (!Files.isRegularFile(file)) {
            return EMPTY;
        }
        Map<String, String> values = new HashMap<>();
        boolean within = false;
        try {
            for (String line : Files.readAllLines(file)) {
                String text = line.strip();
                if (text.startsWith("[")) {
                    within = text.equals("[mlflow]");
                } else if (within && !text.startsWith("#") && !text.startsWith(";")) {
                    String[] parts = text.split("[=:]", 2);
                    if (parts.length == 2) {
                        values.put(parts[0].strip().toLowerCase(Locale.ROOT), parts[1].strip());
                    }
                }
            }
        } catch (IOException e) {
            return EMPTY;
        }
        return new CredentialsFile(values);
    }

    Optional<String> value(String name) {
        return Optional.ofNullable(values.get(name.toLowerCase(Locale.ROOT))).filter(value -> !value.isBlank());
    }
}
