package cutmix.launcher.mlflow;

import java.nio.file.Path;
import java.util.Map;

/**
 * The source of a dataset, in MLflow's form.
 *
 * @param type such as {@code local}
 * @param json description in JSON, such as <code>{"uri": "/data/pets"}</code>
 */
public record DatasetSource(String type, String json) {

    /** Returns the source for a file or a folder. */
    public static DatasetSource local(Path path) {
        return new DatasetSource("local", DatasetInput.json(Map.of("uri", path.toString())));
    }
}
