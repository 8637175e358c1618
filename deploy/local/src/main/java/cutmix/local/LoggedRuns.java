package cutmix.local;

import cutmix.local.mlflow.EpochLog;
import cutmix.local.mlflow.RunStatus;
import cutmix.local.mlflow.TrainingRun;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What is logged of a run's training runs beside their epochs.
 *
 * @param started in milliseconds
 */
record LoggedRuns(Reproduction reproduction, long started) {

    private static final String MIXING = "CUTMIX_AUGMENT_";

    /** Settings of this machine, or of several training runs. */
    private static final Set<String> LEFT_OUT = Set.of("paths", "cache", "augmenters");

    List<TrainingRun> all() {
        return paths().map(this::trainingRun).toList();
    }

    private Stream<String> paths() {
        return reproduction.plan().training().paths().stream();
    }

    private TrainingRun trainingRun(String path) {
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put("path", path);
        boolean mixes = path.equals("cutmix");
        reproduction.settings().forEach((name, value) -> {
            if (name.startsWith(MIXING) ? mixes : !LEFT_OUT.contains(name)) {
                parameters.put(parameter(name), value);
            }
        });
        Optional.ofNullable(LoggedRuns.class.getPackage().getImplementationVersion())
                .ifPresent(version -> parameters.put("version", version));
        return new TrainingRun(
                reproduction.plan().trainingRun(path),
                reproduction.plan().id(),
                started,
                true,
                parameters,
                Map.of(
                        "mlflow.source.name",
                        "./cutmix run",
                        "mlflow.note.content",
                        "The same again: `" + reproduction.command() + "`",
                        "cutmix.path",
                        path));
    }

    /** {@code batch size} is {@code batch_size}, and {@code CUTMIX_AUGMENT_ALPHA} is {@code alpha}. */
    private static String parameter(String setting) {
        String name = setting.startsWith(MIXING) ? setting.substring(MIXING.length()) : setting;
        return name.toLowerCase(Locale.ROOT).replace(' ', '_');
    }

    /** Whether an epoch belongs to this run: the brokers may hold other runs of the same name. */
    boolean isOwn(EpochLog epoch) {
        return reproduction.plan().id().equals(epoch.id());
    }

    /** By training run, its path. */
    Map<String, String> pathsByRun() {
        Map<String, String> paths = new LinkedHashMap<>();
        paths().forEach(path -> paths.put(reproduction.plan().trainingRun(path), path));
        return paths;
    }

    /** What became of one path's training, where the whole run came to this. */
    RunStatus status(String path, RunStatus outcome) {
        return Files.exists(reproduction.plan().model(path)) ? RunStatus.FINISHED : outcome;
    }

    /** The files of one path's training that are there. */
    List<Path> artifacts(String path) {
        Path out = reproduction.plan().out();
        Stream<Path> pictures =
                Stream.of("curves.png", "confusion-" + path + ".png").map(out::resolve);
        Stream<Path> preview = path.equals("cutmix") ? Stream.of(out.resolve("preview.png")) : Stream.of();
        return Stream.of(
                        Stream.of(out.resolve(Report.SUMMARY), out.resolve(RunPictures.PAGE)),
                        pictures,
                        preview,
                        Stream.of(reproduction.plan().model(path)))
                .flatMap(files -> files)
                .filter(Files::isRegularFile)
                .toList();
    }
}
