package cutmix.trainer.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;

import cutmix.schemas.EpochMetrics;
import cutmix.schemas.failure.UserException;
import cutmix.trainer.dl4j.Dl4j;
import cutmix.trainer.dl4j.Execution;
import cutmix.trainer.engine.Engine;
import cutmix.trainer.engine.Recipe;
import cutmix.trainer.engine.TrainingSetup;
import cutmix.trainer.engine.library.EngineLibrary;
import cutmix.trainer.engine.network.InitialWeights;
import cutmix.trainer.engine.network.NetworkInput;
import cutmix.trainer.engine.network.NetworkShape;
import cutmix.trainer.engine.network.NetworkWeights;
import cutmix.trainer.engine.network.WeightTensor;
import cutmix.trainer.model.ModelFile;
import cutmix.trainer.model.ModelInfo;
import cutmix.trainer.model.NetworkFile;
import cutmix.trainer.model.WeightsDescription;
import cutmix.trainer.model.WeightsFile;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.condition.DisabledIf;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Reads a recorded checkpoint and a recorded network's file of each recipe, and writes them again. Commit 70442d1 wrote
 * them with weights and an optimizer state from a formula. The test compares the entries of the files without
 * Deeplearning4j's seed, because the zip headers and the seed contain the time of writing. No weights depend on the
 * seed.
 */
@DisabledIf("noDeviceIsHere")
class RecordedFilesTest {

    private static final NetworkInput INPUT = new NetworkInput(4, 4, 3, 2);
    private static final NetworkShape NETWORK = new NetworkShape(8, INPUT);
    private static final EngineLibrary LIBRARY = new Dl4j(Execution.FUSED);
    private static final String CHECKPOINT = "epoch-000002-position-000000064.checkpoint";

    @TempDir
    Path folder;

    /** A build for GPUs cannot compute on a machine without one. */
    static boolean noDeviceIsHere() {
        try {
            LIBRARY.requireDevice();
            return false;
        } catch (UserException e) {
            return true;
        }
    }

    @ParameterizedTest
    @EnumSource
    void a_recorded_checkpoint_is_read_and_written_again_as_it_was(Recipe recipe) throws IOException {
        // Given
        RunIdentity run = run(recipe);
        Files.write(folder.resolve(CHECKPOINT), recorded("checkpoint-" + recipe.label() + ".zip"));
        Map<String, byte[]> recorded = entries(folder.resolve(CHECKPOINT));

        // When
        SavedCheckpoint saved = new CheckpointFolder(folder).newest(run).orElseThrow();
        Path again = folder.resolve("again");
        try (Engine engine = LIBRARY.restore(saved.network().get(), saved.file(), setup(recipe))) {
            assertThat(engine.weights().flat()).isEqualTo(formula().flat());
            assertThat(engine.learningRate()).isEqualTo(setup(recipe).learningRate(17));
            new CheckpointFolder(again).write(checkpoint(recipe), engine);
        }

        // Then
        assertThat(saved.checkpoint()).isEqualTo(checkpoint(recipe));
        requireEqual(entries(again.resolve(CHECKPOINT)), recorded);
    }

    @ParameterizedTest
    @EnumSource
    void a_recorded_network_is_read_and_written_again_as_it_was(Recipe recipe) throws IOException {
        // Given
        Path file = Files.write(folder.resolve("recorded.zip"), recorded("network-" + recipe.label() + ".zip"));
        ModelInfo info = info(recipe);

        // When
        Path again = folder.resolve("again.zip");
        try (Engine engine = LIBRARY.create(setup(recipe), formula())) {
            ModelFile.write(engine, info, again);
        }

        // Then
        requireEqual(entries(again), entries(file));
        assertThat(NetworkFile.of(file, WeightsDescription.NOTHING, any -> {})
                        .info()
                        .get())
                .isEqualTo(info);
        assertThat(WeightsFile.read(file, INPUT).flat()).isEqualTo(formula().flat());
    }

    private static RunIdentity run(Recipe recipe) {
        return RunIdentity.builder()
                .dataset("0123456789abcdef")
                .order(-17)
                .path("cutmix")
                .recipe(recipe.label())
                .depth(8)
                .batchSize(32)
                .seed(42)
                .weights("")
                .engine("dl4j")
                .steps(100)
                .build();
    }

    private static TrainingSetup setup(Recipe recipe) {
        return new TrainingSetup(NETWORK, recipe, 32, 100);
    }

    private static ModelInfo info(Recipe recipe) {
        return ModelInfo.builder()
                .dataset("formula")
                .classNames(List.of("cat", "Hündin"))
                .height(4)
                .width(4)
                .channels(3)
                .divisor(255)
                .pixels(recipe.pixels(3))
                .recipe(recipe)
                .build();
    }

    private static Checkpoint checkpoint(Recipe recipe) {
        EpochMetrics epoch = EpochMetrics.newBuilder()
                .setRun("run-1")
                .setPath("cutmix")
                .setRecipe(recipe.label())
                .setSeed(42)
                .setEpoch(1)
                .setEpochs(3)
                .setSamples(480)
                .setLoss(2.34567)
                .setAccuracy(0.25)
                .setValLoss(1.98765)
                .setValAccuracy(0.5)
                .setSeconds(12.5)
                .setSamplesPerSecond(38.4)
                .setDataWaitShare(0.125)
                .setLearningRate(1e-3)
                .setRunId("7b0c")
                .setStarted(1_700_000_000_000L)
                .build();
        EpochProgress progress = EpochProgress.builder()
                .epoch(2)
                .position(64)
                .lossSum(123.456)
                .hits(21)
                .skipped(3)
                .steps(2)
                .seconds(1.75)
                .waitedSeconds(0.5)
                .build();
        return Checkpoint.builder()
                .run(run(recipe))
                .id("7b0c")
                .progress(progress)
                .metricsOffset(1_000)
                .epochs(List.of(epoch))
                .started(1_700_000_000_000L)
                .build();
    }

    /** Returns weights whose value i is (i mod 61 + 1) / 64. */
    private static NetworkWeights formula() {
        Map<String, WeightTensor> tensors = new LinkedHashMap<>();
        int i = 0;
        for (Map.Entry<String, WeightTensor> named :
                InitialWeights.draw(NETWORK, 0).tensors().entrySet()) {
            float[] values = new float[named.getValue().values().length];
            for (int j = 0; j < values.length; j++) {
                values[j] = (i++ % 61 + 1) / 64f;
            }
            tensors.put(named.getKey(), new WeightTensor(named.getValue().shape(), values));
        }
        return new NetworkWeights(tensors);
    }

    private static void requireEqual(Map<String, byte[]> found, Map<String, byte[]> recorded) {
        assertThat(found.keySet()).containsExactlyElementsOf(recorded.keySet());
        recorded.forEach((name, content) -> assertThat(Arrays.mismatch(found.get(name), content))
                .as("the first different byte of " + name)
                .isEqualTo(-1));
    }

    /** Returns the entries of a file in their order; a network is replaced by its own entries. */
    private static Map<String, byte[]> entries(Path file) throws IOException {
        Map<String, byte[]> entries = new LinkedHashMap<>();
        add(Files.readAllBytes(file), "", entries);
        return entries;
    }

    private static void add(byte[] file, String prefix, Map<String, byte[]> entries) throws IOException {
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(file))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                byte[] content = zip.readAllBytes();
                if (entry.getName().equals("network")) {
                    add(content, "network/", entries);
                } else {
                    boolean configuration = entry.getName().equals("configuration.json");
                    entries.put(prefix + entry.getName(), configuration ? withoutSeed(content) : content);
                }
            }
        }
    }

    private static byte[] withoutSeed(byte[] configuration) {
        return new String(configuration, StandardCharsets.UTF_8)
                .replaceAll("\"seed\" : \\d+", "\"seed\" : 0")
                .getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] recorded(String name) throws IOException {
        try (InputStream file = RecordedFilesTest.class.getResourceAsStream("/recorded/" + name)) {
            return file.readAllBytes();
        }
    }
}
