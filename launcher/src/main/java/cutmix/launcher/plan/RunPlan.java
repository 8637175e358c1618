package cutmix.launcher.plan;

import cutmix.launcher.option.OptionRule;
import cutmix.launcher.report.Report;
import cutmix.process.option.NumberOption;
import cutmix.schemas.contract.EngineNames;
import cutmix.schemas.contract.EnvironmentVariables;
import cutmix.schemas.contract.PathNames;
import cutmix.schemas.contract.RecipeNames;
import cutmix.schemas.failure.SettingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The plan of one local run.
 *
 * @param run name of the run
 * @param out folder of its results and logs
 * @param id id of its training runs in the metrics, which distinguishes runs of the same name
 */
public record RunPlan(String run, Path out, Data data, Training training, Processes processes, String id) {

    /** The name of the broker, if the run starts one. */
    public static final String BROKER = "broker";

    public static final String LOADER = "loader";

    public RunPlan {
        OptionRule.run("--run", run, "-" + PathNames.CUTMIX);
        if (processes.bootstrapServers() == null
                && processes.augmenters() == 0
                && training.paths().contains(PathNames.CUTMIX)) {
            throw new SettingException(
                    "--augmenters 0 leaves no worker to mix images for --paths " + String.join(",", training.paths())
                            + ": start at least one, or choose --paths " + PathNames.PLAIN);
        }
    }

    /** Creates a plan with a new id, which no other run has. */
    public RunPlan(String run, Path out, Data data, Training training, Processes processes) {
        this(run, out, data, training, processes, UUID.randomUUID().toString());
    }

    private static final String SKIP_BAD = "--skip-bad";

    /**
     * The dataset and its loading; null where the loader's default applies.
     *
     * @param maxEpochsAhead how many epochs to load ahead of the trainers; null to load all at once
     */
    public record Data(
            String dataset,
            int epochs,
            long seed,
            Integer trainLimit,
            Integer testLimit,
            int partitions,
            Integer imageSize,
            Path cache,
            Integer maxEpochsAhead) {

        private static final List<String> BUILT_IN = List.of("sample", "cifar10");

        public Data {
            OptionRule.number(NumberOption.EPOCHS, epochs);
            OptionRule.number(NumberOption.TRAIN_LIMIT, trainLimit);
            OptionRule.number(NumberOption.TEST_LIMIT, testLimit);
            OptionRule.number(NumberOption.PARTITIONS, partitions);
            OptionRule.number(NumberOption.IMAGE_SIZE, imageSize);
            OptionRule.number(NumberOption.MAX_EPOCHS_AHEAD, maxEpochsAhead);
        }

        public static DataBuilder builder() {
            return new DataBuilder();
        }

        /** Checks the dataset. The constructor does not, because the check reads files. */
        public void requireDataset() {
            OptionRule.dataset(BUILT_IN, dataset);
        }

        /** Returns the options of the loader, which are also options of this command. */
        List<String> arguments() {
            List<String> arguments = new ArrayList<>(List.of(
                    "--dataset", dataset,
                    "--epochs", String.valueOf(epochs),
                    "--seed", String.valueOf(seed),
                    "--partitions", String.valueOf(partitions)));
            addIfGiven(arguments, "--train-limit", trainLimit);
            addIfGiven(arguments, "--test-limit", testLimit);
            addIfGiven(arguments, "--image-size", imageSize);
            addIfGiven(arguments, "--cache", cache);
            addIfGiven(arguments, "--max-epochs-ahead", maxEpochsAhead);
            return arguments;
        }

        private static void addIfGiven(List<String> arguments, String name, Object value) {
            if (value != null) {
                arguments.add(name);
                arguments.add(value.toString());
            }
        }
    }

    /**
     * The training of each network.
     *
     * @param engine name of the engine; null for the trainer's default
     * @param threads number of threads of each trainer
     * @param skipBad whether to skip unreadable image files and samples
     */
    public record Training(
            List<String> paths, String recipe, String engine, int depth, int batchSize, int threads, boolean skipBad) {

        public Training {
            paths = List.copyOf(paths);
            if (!PathNames.ALL.containsAll(paths)
                    || paths.isEmpty()
                    || paths.stream().distinct().count() < paths.size()) {
                throw new SettingException("--paths '" + String.join(",", paths)
                        + "' cannot be trained from: choose cutmix, plain, or cutmix,plain");
            }
            OptionRule.oneOf(RecipeNames.ALL, "--recipe", recipe);
            OptionRule.oneOf(EngineNames.ALL, "--engine", engine);
            OptionRule.depth(depth);
            OptionRule.number(NumberOption.BATCH_SIZE, batchSize);
            OptionRule.number(NumberOption.THREADS, threads);
        }

        public static TrainingBuilder builder() {
            return new TrainingBuilder();
        }

        /**
         * Returns the Quarkus profiles of the augment workers, one of which is the recipe.
         *
         * @param environment environment variables; their profiles come first
         */
        public String workerProfiles(Map<String, String> environment) {
            String given = environment.get(EnvironmentVariables.QUARKUS_PROFILE);
            return given == null ? recipe : given + "," + recipe;
        }
    }

    /**
     * The processes to start.
     *
     * @param bootstrapServers existing brokers, or null to start one
     */
    public record Processes(int augmenters, String bootstrapServers, int brokerPort, boolean keepData) {

        public Processes {
            OptionRule.number(NumberOption.AUGMENTERS, augmenters);
            OptionRule.number(NumberOption.BROKER_PORT, brokerPort);
            OptionRule.bootstrapServers(bootstrapServers);
        }

        public static ProcessesBuilder builder() {
            return new ProcessesBuilder();
        }
    }

    /** Returns the arguments of the loader. */
    public List<String> loaderArguments() {
        List<String> arguments = data.arguments();
        if (training.skipBad()) {
            arguments.add(SKIP_BAD);
        }
        if (data.maxEpochsAhead() != null) {
            String runs = training.paths().stream().map(this::trainingRun).collect(Collectors.joining(","));
            arguments.addAll(List.of("--runs", runs));
        }
        return arguments;
    }

    /** Returns the names of the run's processes in the order of their start. */
    public List<String> processNames() {
        List<String> names = new ArrayList<>();
        if (processes.bootstrapServers() == null) {
            names.add(BROKER);
        }
        names.add(LOADER);
        if (training.paths().contains(PathNames.CUTMIX)) {
            IntStream.rangeClosed(1, processes.augmenters())
                    .mapToObj(RunPlan::workerName)
                    .forEach(names::add);
        }
        names.addAll(training.paths());
        return names;
    }

    /** @param number counted from 1 */
    public static String workerName(int number) {
        return "augment-" + number;
    }

    /** Returns the paths in the order in which their trainers start. Plain images are available before mixed ones. */
    public List<String> startOrder() {
        return training.paths().stream()
                .sorted(Comparator.comparing(PathNames.CUTMIX::equals))
                .toList();
    }

    /** Returns the name of a path's training run in the metrics. */
    public String trainingRun(String path) {
        return run + "-" + path;
    }

    public Path logs() {
        return out.resolve("logs");
    }

    public Path model(String path) {
        return out.resolve(path + ".zip");
    }

    /** Returns the folder of a path's checkpoints. */
    Path checkpoints(String path) {
        return out.resolve(trainingRun(path) + ".checkpoints");
    }

    /**
     * Returns whether the output folder contains results, logs or checkpoints of another run, from which the trainers
     * of this run would resume.
     */
    public boolean hasEarlierRun() {
        return Stream.concat(
                        Stream.of(out.resolve(Report.METRICS), logs()),
                        training.paths().stream().map(this::checkpoints))
                .anyMatch(Files::exists);
    }

    public Path brokerFolder() {
        return out.resolve("kafka");
    }

    /** Returns the arguments of a path's trainer. */
    public List<String> trainerArguments(String path) {
        List<String> arguments = new ArrayList<>(List.of(
                "train",
                "--path",
                path,
                "--recipe",
                training.recipe(),
                "--run",
                trainingRun(path),
                "--run-id",
                id,
                "--epochs",
                String.valueOf(data.epochs()),
                "--batch-size",
                String.valueOf(training.batchSize()),
                "--depth",
                String.valueOf(training.depth()),
                "--seed",
                String.valueOf(data.seed()),
                "--model",
                model(path).toAbsolutePath().toString()));
        if (training.engine() != null) {
            arguments.addAll(List.of("--engine", training.engine()));
        }
        if (training.skipBad()) {
            arguments.add(SKIP_BAD);
        }
        return arguments;
    }
}
