package cutmix.local;

import cutmix.schemas.UserException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * What one local run does.
 *
 * @param run its name
 * @param out the folder of its results and logs
 */
record RunPlan(String run, Path out, Data data, Training training, Processes processes) {

    /** What the broker is called, where the run starts one. */
    static final String BROKER = "broker";

    static final String LOADER = "loader";

    private static final String SKIP_BAD = "--skip-bad";

    /**
     * What is loaded; null where the loader's own default holds.
     *
     * @param maxEpochsAhead of the trainers; null to load all at once
     */
    record Data(
            String dataset,
            int epochs,
            long seed,
            Integer trainLimit,
            Integer testLimit,
            int partitions,
            Integer imageSize,
            Path cache,
            Integer maxEpochsAhead) {

        Data {
            if (maxEpochsAhead != null && maxEpochsAhead < 0) {
                throw new UserException("--max-epochs-ahead " + maxEpochsAhead + " is negative");
            }
        }

        /** As options of the loader, and of this command. */
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
     * How each network is trained.
     *
     * @param engine the library that computes; null where the trainer's own default holds
     * @param threads of each trainer
     * @param skipBad whether image files, and samples, that cannot be read are left out
     */
    record Training(
            List<String> paths, String recipe, String engine, int depth, int batchSize, int threads, boolean skipBad) {

        private static final List<String> RECIPES = List.of("keras", "strong");

        Training {
            paths = List.copyOf(paths);
            if (paths.isEmpty() || paths.stream().distinct().count() < paths.size()) {
                throw new UserException("--paths " + String.join(",", paths) + ": name cutmix, plain, or both");
            }
            for (String path : paths) {
                if (!path.equals("cutmix") && !path.equals("plain")) {
                    throw new UserException("--paths " + path + " is unknown: choose cutmix, plain, or both");
                }
            }
            if (!RECIPES.contains(recipe)) {
                throw new UserException("--recipe " + recipe + " is unknown: choose " + String.join(" or ", RECIPES));
            }
        }

        /**
         * The augment workers' Quarkus profiles: how they prepare images for a recipe is one of theirs.
         *
         * @param environment whose profiles come first
         */
        String workerProfiles(Map<String, String> environment) {
            String given = environment.get("QUARKUS_PROFILE");
            return given == null ? recipe : given + "," + recipe;
        }
    }

    /**
     * What is started.
     *
     * @param bootstrapServers brokers that exist, or null to start one
     */
    record Processes(int augmenters, String bootstrapServers, int brokerPort, boolean keepData) {

        Processes {
            if (augmenters < 0) {
                throw new UserException("--augmenters " + augmenters + " is negative");
            }
        }
    }

    /** The loader's arguments. */
    List<String> loaderArguments() {
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

    /** What the processes of the run are called: those that are there first, first. */
    List<String> processNames() {
        List<String> names = new ArrayList<>();
        if (processes.bootstrapServers() == null) {
            names.add(BROKER);
        }
        names.add(LOADER);
        if (training.paths().contains("cutmix")) {
            IntStream.rangeClosed(1, processes.augmenters())
                    .mapToObj(RunPlan::workerName)
                    .forEach(names::add);
        }
        names.addAll(training.paths());
        return names;
    }

    /** @param number counted from 1 */
    static String workerName(int number) {
        return "augment-" + number;
    }

    /** The paths in the order in which their trainers start: plain images are there before mixed ones. */
    List<String> startOrder() {
        return training.paths().stream()
                .sorted(Comparator.comparing("cutmix"::equals))
                .toList();
    }

    /** The name of a path's training run in the metrics. */
    String trainingRun(String path) {
        return run + "-" + path;
    }

    Path logs() {
        return out.resolve("logs");
    }

    Path model(String path) {
        return out.resolve(path + ".zip");
    }

    Path brokerFolder() {
        return out.resolve("kafka");
    }

    /** The arguments of a path's trainer. */
    List<String> trainerArguments(String path) {
        List<String> arguments = new ArrayList<>(List.of(
                "train",
                "--path",
                path,
                "--recipe",
                training.recipe(),
                "--run",
                trainingRun(path),
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
