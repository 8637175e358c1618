package cutmix.launcher.results;

import cutmix.launcher.metrics.PublishedEpoch;
import cutmix.schemas.EpochMetrics;
import cutmix.schemas.failure.UserException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Compared training runs, one for each path.
 *
 * @param runs names of the runs, in the order of the comparison
 * @param epochs epochs of these runs, in the order of the topic
 */
public record ComparedRuns(List<String> runs, List<PublishedEpoch> epochs) {

    public ComparedRuns {
        runs = List.copyOf(runs);
        epochs = List.copyOf(epochs);
    }

    /**
     * Selects the newest run of each name, which replaces earlier ones.
     *
     * @param published epochs of runs with these names, in the order of the topic
     */
    public static ComparedRuns newest(List<String> runs, List<PublishedEpoch> published) {
        Map<String, String> ids = new HashMap<>();
        published.forEach(
                epoch -> ids.put(epoch.metrics().getRun(), epoch.metrics().getRunId()));
        return new ComparedRuns(
                runs,
                published.stream()
                        .filter(epoch -> runs.contains(epoch.metrics().getRun()))
                        .filter(epoch -> epoch.metrics()
                                .getRunId()
                                .equals(ids.get(epoch.metrics().getRun())))
                        .toList());
    }

    /**
     * Returns the runs that have not published their last epoch.
     *
     * @param wanted number of epochs of each run; empty to use the number from the run's records
     */
    public List<String> unfinished(Optional<Integer> wanted) {
        return runs.stream()
                .filter(run -> last(run)
                        .filter(epoch -> epoch.getEpoch() >= wanted.orElse(epoch.getEpochs()))
                        .isEmpty())
                .toList();
    }

    /**
     * Returns the training paths, in the order of the runs.
     *
     * @throws UserException if two runs trained from the same path
     */
    public List<String> paths() {
        List<String> paths = runs.stream()
                .flatMap(run -> last(run).stream())
                .map(EpochMetrics::getPath)
                .toList();
        Set<String> met = new HashSet<>();
        paths.stream().filter(path -> !met.add(path)).findFirst().ifPresent(path -> {
            throw new UserException("--runs " + String.join(",", runs) + " names two runs that trained from the path "
                    + path + ": name one run for each path");
        });
        return paths;
    }

    /** Returns the run that trained from a path. */
    public String run(String path) {
        return runs.stream()
                .filter(run ->
                        last(run).filter(epoch -> epoch.getPath().equals(path)).isPresent())
                .findFirst()
                .orElseThrow();
    }

    /** Returns descriptions of the settings of training and mixing, from the trainers' records. */
    public Map<String, String> settings() {
        Map<String, String> settings = new LinkedHashMap<>();
        for (String run : runs) {
            last(run).ifPresent(epoch -> {
                settings.putIfAbsent("epochs", String.valueOf(epoch.getEpochs()));
                settings.putIfAbsent("seed", String.valueOf(epoch.getSeed()));
                settings.putIfAbsent("recipe", epoch.getRecipe());
                new TreeMap<>(epoch.getSettings())
                        .forEach((name, value) -> settings.putIfAbsent(name.replace('_', ' '), value));
            });
        }
        return settings;
    }

    private Optional<EpochMetrics> last(String run) {
        return epochs.stream()
                .map(PublishedEpoch::metrics)
                .filter(epoch -> epoch.getRun().equals(run))
                .reduce((earlier, later) -> later);
    }
}
