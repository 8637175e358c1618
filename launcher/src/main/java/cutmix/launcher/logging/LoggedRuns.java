package cutmix.launcher.logging;

import cutmix.launcher.installation.BuildCommit;
import cutmix.launcher.mlflow.DatasetSource;
import cutmix.launcher.mlflow.MlflowRun;
import cutmix.launcher.mlflow.RunStatus;
import cutmix.launcher.plan.ReproductionSteps;
import cutmix.launcher.plan.RunPlan;
import cutmix.launcher.report.Report;
import cutmix.launcher.report.RunPictures;
import cutmix.schemas.contract.EnvironmentVariables;
import cutmix.schemas.contract.PathNames;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * The logged data of training runs apart from their epochs.
 *
 * @param started in milliseconds, by the launcher
 * @param ends of trainers by their paths, in milliseconds, once they have ended
 */
public record LoggedRuns(ReproductionSteps reproduction, long started, Function<String, Optional<Long>> ends) {

    private static final String MIXING = EnvironmentVariables.AUGMENT_PREFIX;

    /** Settings that belong to this machine or to several training runs. */
    private static final Set<String> LEFT_OUT = Set.of("paths", "cache", "augmenters");

    private static final Set<String> BUILT_IN = Set.of("sample", "cifar10");

    /** The logged data while no trainer has ended. */
    LoggedRuns(ReproductionSteps reproduction, long started) {
        this(reproduction, started, path -> Optional.empty());
    }

    /** A training run for each path. */
    List<MlflowRun> all() {
        return paths().map(this::trainingRun).toList();
    }

    /** The launcher's run, the parent of the training runs of several paths. */
    Optional<MlflowRun> parent() {
        RunPlan plan = reproduction.plan();
        DatasetSource source = source(plan.data().dataset());
        return parentName()
                .map(name -> new MlflowRun(name, plan.id(), started, true, settings(), tags(), Map.of(), null, source));
    }

    Optional<String> parentName() {
        RunPlan plan = reproduction.plan();
        return plan.training().paths().size() > 1 ? Optional.of(plan.run()) : Optional.empty();
    }

    private Stream<String> paths() {
        return reproduction.plan().training().paths().stream();
    }

    private MlflowRun trainingRun(String path) {
        RunPlan plan = reproduction.plan();
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put("path", path);
        parameters.putAll(settings());
        Map<String, String> requested = new LinkedHashMap<>();
        if (path.equals(PathNames.CUTMIX)) {
            reproduction.settings().forEach((name, value) -> {
                if (name.startsWith(MIXING)) {
                    requested.put(parameter(name), value);
                }
            });
        }
        Map<String, String> tags = tags();
        tags.put("cutmix.path", path);
        return new MlflowRun(
                plan.trainingRun(path),
                plan.id(),
                started,
                true,
                parameters,
                tags,
                requested,
                parentName().orElse(null),
                source(plan.data().dataset()));
    }

    /** The parameters that the trainers were started with. */
    private Map<String, String> settings() {
        Map<String, String> settings = new LinkedHashMap<>();
        reproduction.settings().forEach((name, value) -> {
            if (!name.startsWith(MIXING) && !LEFT_OUT.contains(name)) {
                settings.put(parameter(name), value);
            }
        });
        Optional.ofNullable(LoggedRuns.class.getPackage().getImplementationVersion())
                .ifPresent(version -> settings.put("version", version));
        return settings;
    }

    private Map<String, String> tags() {
        Map<String, String> tags = new LinkedHashMap<>();
        tags.put("mlflow.source.name", "./cutmix run");
        tags.put("mlflow.note.content", "Reproduce with: `" + reproduction.command() + "`");
        BuildCommit.known().ifPresent(commit -> tags.put("mlflow.source.git.commit", commit));
        return tags;
    }

    private static DatasetSource source(String dataset) {
        return BUILT_IN.contains(dataset)
                ? null
                : DatasetSource.local(Path.of(dataset).toAbsolutePath().normalize());
    }

    /** {@code batch size} becomes {@code batch_size}, and {@code CUTMIX_AUGMENT_ALPHA} becomes {@code alpha}. */
    private static String parameter(String setting) {
        String name = setting.startsWith(MIXING) ? setting.substring(MIXING.length()) : setting;
        return name.toLowerCase(Locale.ROOT).replace(' ', '_');
    }

    /**
     * Whether the id belongs to this run; the brokers may hold other runs of the same name.
     *
     * @param id of a run, from its records
     */
    boolean isOwn(String id) {
        return reproduction.plan().id().equals(id);
    }

    /** The path of each training run. */
    Map<String, String> pathsByRun() {
        Map<String, String> paths = new LinkedHashMap<>();
        paths().forEach(path -> paths.put(reproduction.plan().trainingRun(path), path));
        return paths;
    }

    /** The outcome of one path's training, given the outcome of the whole run. */
    RunStatus status(String path, RunStatus outcome) {
        return Files.exists(reproduction.plan().model(path)) ? RunStatus.FINISHED : outcome;
    }

    /**
     * The time at which one path's training ended.
     *
     * @param now in milliseconds, used while its trainer runs
     */
    long ended(String path, long now) {
        return ends.apply(path).orElse(now);
    }

    boolean hasEnded(String path) {
        return ends.apply(path).isPresent();
    }

    /** The files that a run may leave, as artifacts of the launcher's run or of a path's. */
    List<Path> possibleArtifactsOf(String run) {
        return Optional.ofNullable(pathsByRun().get(run))
                .map(this::possibleArtifacts)
                .orElseGet(this::commonArtifacts);
    }

    /** The files of the whole run, in display order. */
    List<Path> commonArtifacts() {
        return Stream.of(Report.SUMMARY, RunPictures.PAGE, "curves.png", Report.METRICS)
                .map(reproduction.plan().out()::resolve)
                .toList();
    }

    /** The existing files of one path's training. */
    List<Path> artifacts(String path) {
        return possibleArtifacts(path).stream().filter(Files::isRegularFile).toList();
    }

    /** The files that one path's training may leave. */
    List<Path> possibleArtifacts(String path) {
        Path out = reproduction.plan().out();
        Stream<Path> pictures =
                Stream.of("curves.png", "confusion-" + path + ".png").map(out::resolve);
        Stream<Path> preview = path.equals(PathNames.CUTMIX) ? Stream.of(out.resolve("preview.png")) : Stream.of();
        return Stream.of(
                        Stream.of(out.resolve(Report.SUMMARY), out.resolve(RunPictures.PAGE)),
                        pictures,
                        preview,
                        Stream.of(reproduction.plan().model(path)))
                .flatMap(files -> files)
                .toList();
    }
}
