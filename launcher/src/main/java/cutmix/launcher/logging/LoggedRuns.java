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
 * The data of training runs that is logged in addition to their epochs.
 *
 * @param started start of the launcher, in milliseconds since 1970
 * @param ends returns the time at which the trainer of a path ended, in milliseconds since 1970; empty before
 */
public record LoggedRuns(ReproductionSteps reproduction, long started, Function<String, Optional<Long>> ends) {

    private static final String MIXING = EnvironmentVariables.AUGMENT_PREFIX;

    /** Settings that belong to this machine or to several training runs. */
    private static final Set<String> OMITTED = Set.of("paths", "cache", "augmenters");

    private static final Set<String> BUILT_IN = Set.of("sample", "cifar10");

    /** Creates the data of runs whose trainers have not ended. */
    LoggedRuns(ReproductionSteps reproduction, long started) {
        this(reproduction, started, path -> Optional.empty());
    }

    /** Returns a training run for each path. */
    List<MlflowRun> all() {
        return paths().map(this::trainingRun).toList();
    }

    /** Returns the run of the launcher, which is the parent of the training runs if there are several paths. */
    Optional<MlflowRun> parent() {
        RunPlan plan = reproduction.plan();
        DatasetSource source = source(plan.data().dataset());
        return parentName().map(name -> launched(name)
                .parameters(settings())
                .tags(tags())
                .source(source)
                .build());
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
        return launched(plan.trainingRun(path))
                .parameters(parameters)
                .tags(tags)
                .requested(requested)
                .parent(parentName().orElse(null))
                .source(source(plan.data().dataset()))
                .build();
    }

    private MlflowRun.MlflowRunBuilder launched(String name) {
        return MlflowRun.builder()
                .name(name)
                .id(reproduction.plan().id())
                .started(started)
                .launched(true);
    }

    /** Returns the parameters with which the trainers were started. */
    private Map<String, String> settings() {
        Map<String, String> settings = new LinkedHashMap<>();
        reproduction.settings().forEach((name, value) -> {
            if (!name.startsWith(MIXING) && !OMITTED.contains(name)) {
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
     * Returns whether the id belongs to this run. The brokers may contain other runs of the same name.
     *
     * @param id id of a run, from its records
     */
    boolean isOwn(String id) {
        return reproduction.plan().id().equals(id);
    }

    /** Returns the path of each training run. */
    Map<String, String> pathsByRun() {
        Map<String, String> paths = new LinkedHashMap<>();
        paths().forEach(path -> paths.put(reproduction.plan().trainingRun(path), path));
        return paths;
    }

    /** Returns the outcome of the training on a path, given the outcome of the whole run. */
    RunStatus status(String path, RunStatus outcome) {
        return Files.exists(reproduction.plan().model(path)) ? RunStatus.FINISHED : outcome;
    }

    /**
     * Returns the time at which the training on a path ended, in milliseconds since 1970.
     *
     * @param now current time, which is the result while the trainer runs
     */
    long ended(String path, long now) {
        return ends.apply(path).orElse(now);
    }

    boolean hasEnded(String path) {
        return ends.apply(path).isPresent();
    }

    /** Returns the files that a run may write, as artifacts of the launcher's run or of the run of a path. */
    List<Path> possibleArtifactsOf(String run) {
        return Optional.ofNullable(pathsByRun().get(run))
                .map(this::possibleArtifacts)
                .orElseGet(this::commonArtifacts);
    }

    /** Returns the files of the whole run, in display order. */
    List<Path> commonArtifacts() {
        return Stream.of(Report.SUMMARY, RunPictures.PAGE, "curves.png", Report.METRICS)
                .map(reproduction.plan().out()::resolve)
                .toList();
    }

    /** Returns the existing files of the training on a path. */
    List<Path> artifacts(String path) {
        return possibleArtifacts(path).stream().filter(Files::isRegularFile).toList();
    }

    /** Returns the files that the training on a path may write. */
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
