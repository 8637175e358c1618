package cutmix.launcher.report;

import cutmix.launcher.results.ComparedRuns;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A run that is known only from its metrics.
 *
 * @param networks folder of the trainers' networks
 */
public record PublishedRun(ComparedRuns compared, Path out, Path networks) implements ReportedRun {

    @Override
    public String run() {
        return String.join(" and ", compared.runs());
    }

    @Override
    public List<String> paths() {
        return compared.paths();
    }

    /** Returns the default file name of the trainer. */
    @Override
    public Path model(String path) {
        return networks.resolve(compared.run(path) + ".zip");
    }

    @Override
    public Map<String, String> settings() {
        return compared.settings();
    }

    /** The topic does not record how the services were started. */
    @Override
    public Optional<String> again() {
        return Optional.empty();
    }
}
