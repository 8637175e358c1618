package cutmix.launcher.command;

import cutmix.broker.KafkaBroker;
import cutmix.launcher.data.BrokerData;
import cutmix.launcher.installation.FileTree;
import cutmix.launcher.installation.Installation;
import cutmix.launcher.kafka.Brokers;
import cutmix.launcher.kafka.MixedTopic;
import cutmix.launcher.option.OptionRule;
import cutmix.launcher.picture.Fonts;
import cutmix.launcher.picture.Grid;
import cutmix.launcher.picture.MixedSample;
import cutmix.launcher.picture.PictureFile;
import cutmix.launcher.picture.SampleGrid;
import cutmix.launcher.plan.RunPlan;
import cutmix.launcher.run.Cifar10Mirror;
import cutmix.launcher.run.PreviewPipeline;
import cutmix.process.option.CacheOption;
import cutmix.process.option.Cifar10Option;
import cutmix.process.option.DatasetOption;
import cutmix.process.option.NumberOption;
import cutmix.process.option.ScaleOption;
import cutmix.schemas.contract.PathNames;
import cutmix.schemas.contract.RecipeNames;
import cutmix.schemas.failure.SettingException;
import cutmix.schemas.failure.UserException;
import cutmix.schemas.file.FileFailure;
import cutmix.schemas.file.WholeFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
        name = "preview",
        sortOptions = false,
        description = "Draw mixed images with their classes and weights, mixed by the loader and an augment worker.",
        footer = {
            "",
            "Environment variables such as CUTMIX_AUGMENT_ALPHA set how images are mixed: see docs/guide/recipes.md.",
        })
final class PreviewCommand implements Callable<Integer> {

    private static final Duration MAX_WAIT = Duration.ofSeconds(10);
    private static final int ANY_EPOCH = 0;
    private static final String FOLDER = "cutmix-preview";

    @Spec
    CommandSpec spec;

    @Mixin
    DatasetOption datasetOption;

    @Mixin
    ScaleOption scale;

    @Mixin
    CacheOption cacheOption;

    @Mixin
    Cifar10Option cifar10;

    @Option(
            names = "--train-limit",
            paramLabel = "N",
            description =
                    "Number of images to load (default: for sample and cifar10 the number of drawn images, at least 64; otherwise all).")
    Integer trainLimit;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "1",
            description = "Seed of the order and of the pairs (default: 1).")
    long seed;

    @Option(
            names = "--recipe",
            paramLabel = "keras|strong",
            defaultValue = RecipeNames.KERAS,
            description = "The recipe by which images are prepared, as for run (default: ${DEFAULT-VALUE}).")
    String recipe;

    @Option(names = "--skip-bad", description = "Skip unreadable image files.")
    boolean skipBad;

    @Option(names = "--from-topic", description = "Start nothing, and draw the mixed images of an existing pipeline.")
    boolean fromTopic;

    @Option(
            names = "--bootstrap-servers",
            paramLabel = "HOST:PORT",
            defaultValue = "localhost:19092",
            description =
                    "With --from-topic: the Kafka brokers (default: ${DEFAULT-VALUE}, where ./cutmix run starts one).")
    String bootstrapServers;

    @Option(
            names = "--epoch",
            paramLabel = "N",
            description =
                    "With --from-topic: draw the first images of this epoch (default: the first epoch in the topic).")
    Integer epoch;

    @Option(
            names = "--grid",
            paramLabel = "ROWSxCOLUMNS",
            defaultValue = "3x3",
            description = "Number of images (default: ${DEFAULT-VALUE}).")
    String grid;

    @Option(names = "--box", description = "Outline the pasted area.")
    boolean box;

    @Option(
            names = "--out",
            paramLabel = "FILE",
            defaultValue = "preview.png",
            description = "The picture to write, a PNG file (default: ${DEFAULT-VALUE}).")
    Path out;

    @Override
    public Integer call() throws IOException, InterruptedException {
        Grid cells = Grid.parse(grid);
        requireOptions(cells.cells());
        prepare();
        Fonts.require();
        List<MixedSample> samples = fromTopic ? mixedBefore(cells.cells()) : mixedNow(cells.cells());
        try {
            new WholeFile(out).write(PictureFile.png(new SampleGrid(samples, cells, box), 1));
        } catch (IOException e) {
            throw unwritable(FileFailure.of(e).cause());
        }
        spec.commandLine().getOut().println("Drew " + samples.size() + " mixed images: " + out);
        return 0;
    }

    private void requireOptions(int count) {
        if (!out.toString().endsWith(".png")) {
            throw new SettingException("--out '" + out + "' is not a PNG file: give it the ending .png");
        }
        OptionRule.number(NumberOption.EPOCH, epoch);
        OptionRule.bootstrapServers(bootstrapServers);
        new Brokers(bootstrapServers, System.getenv()).checkSettings();
        if (!fromTopic) {
            if (epoch != null) {
                throw new SettingException("--epoch is for --from-topic: use another --seed for other pairs");
            }
            OptionRule.replicationFactor(System.getenv());
            plan(Path.of(""), count).data().requireDataset();
            mirror();
        }
    }

    /** Checks the options before anything is started. */
    private void prepare() {
        Path folder = out.toAbsolutePath().getParent();
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw unwritable(
                    "its folder cannot be created: " + FileFailure.of(e).cause());
        }
        if (Files.isDirectory(out)) {
            throw unwritable("it is a folder");
        }
        if (!Files.isWritable(folder)) {
            throw unwritable("this user cannot write to its folder");
        }
    }

    private UserException unwritable(String reason) {
        return new UserException(out + " cannot be written (" + reason + "): choose another --out");
    }

    private List<MixedSample> mixedBefore(int count) {
        Brokers brokers = new Brokers(bootstrapServers, System.getenv());
        long deadline = System.nanoTime() + MAX_WAIT.toNanos();
        try (MixedTopic topic = new MixedTopic(brokers, brokers.datasetInfo())) {
            return topic.first(count, epoch != null ? epoch : ANY_EPOCH, () -> System.nanoTime() < deadline);
        }
    }

    private List<MixedSample> mixedNow(int count) throws IOException, InterruptedException {
        Path folder = temporaryFolder();
        removeLeftBehind(folder.getParent());
        List<MixedSample> samples = new PreviewPipeline(
                        Installation.configured(),
                        plan(folder, count),
                        mirror(),
                        spec.commandLine().getOut())
                .first(count);
        // The folder is not created earlier, because it is needed only if a service starts; error messages of services
        // name their logs in it.
        FileTree.delete(folder);
        return samples;
    }

    private Map<String, String> mirror() {
        return Cifar10Mirror.variables(cifar10.url(), datasetOption.dataset(), System.getenv());
    }

    private RunPlan plan(Path folder, int count) {
        return new RunPlan(
                "preview",
                folder,
                RunPlan.Data.builder()
                        .dataset(datasetOption.dataset())
                        .epochs(1)
                        .seed(seed)
                        .trainLimit(limit(count))
                        .testLimit(1)
                        .partitions(1)
                        .imageSize(scale.imageSize())
                        .cache(cacheOption.cache())
                        .build(),
                RunPlan.Training.builder()
                        .paths(List.of(PathNames.CUTMIX))
                        .recipe(recipe)
                        .depth(20)
                        .batchSize(32)
                        .threads(1)
                        .skipBad(skipBad)
                        .build(),
                RunPlan.Processes.builder()
                        .augmenters(1)
                        .brokerPort(KafkaBroker.freePort())
                        .build());
    }

    private static Path temporaryFolder() {
        try {
            return Files.createTempDirectory(FOLDER);
        } catch (IOException e) {
            FileFailure failure = FileFailure.of(e);
            throw new UserException(
                    "no folder can be created in " + System.getProperty("java.io.tmpdir") + " (" + failure.cause()
                            + "): make it a folder that can be written to, or name another one in"
                            + " JAVA_TOOL_OPTIONS=-Djava.io.tmpdir=DIR",
                    e);
        }
    }

    /** Removes the folders that killed previews have left. */
    private static void removeLeftBehind(Path folders) throws IOException {
        for (Path left : BrokerData.removeLeftBehind(folders, name -> name.startsWith(FOLDER))) {
            FileTree.delete(left);
        }
    }

    /**
     * Returns the number of images to load: as many as the preview needs if the dataset is known to be large enough;
     * null to load all.
     */
    private Integer limit(int count) {
        String dataset = datasetOption.dataset();
        boolean large = dataset.equals("sample") || dataset.equals("cifar10");
        return trainLimit == null && large ? Integer.valueOf(Math.max(64, count)) : trainLimit;
    }
}
