package cutmix.peers.python;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import cutmix.broker.KafkaBroker;
import java.awt.image.BufferedImage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.DoubleStream;
import java.util.stream.StreamSupport;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Loads networks of both engines into PyTorch and Keras with the loaders of {@code docs/examples}, and loads the files
 * that PyTorch saves. One network has images of 27 × 27 pixels: its first convolution with a stride of 2 pads all four
 * sides, its second two.
 */
class NetworkLoadersIT {

    private static final List<String> CLASSES = List.of("dark", "bright", "striped");
    private static final int IMAGES = 16;
    private static final double TOLERANCE = 1e-5;

    @TempDir
    static Path folder;

    private static List<JsonNode> lines;

    @BeforeAll
    static void train_and_load() throws Exception {
        Frameworks.environment();
        train("odd", 27, "keras", "dl4j");
        train("even", 32, "strong", "libtorch");
        Path script = Path.of("src/test/python/networks.py").toAbsolutePath();
        lines = parsed(ProgramRun.output(Frameworks.python(
                        script.toString(),
                        folder.toString(),
                        "odd",
                        "odd-run/plain.zip",
                        image("odd", 0),
                        image("odd", 1),
                        "--",
                        "even",
                        "even-run/plain.zip",
                        image("even", 0),
                        image("even", 1))
                .directory(folder.toFile())));
    }

    private static void train(String name, int side, String recipe, String engine) throws Exception {
        Random random = new Random(side);
        for (String part : List.of("train", "test")) {
            for (int label = 0; label < CLASSES.size(); label++) {
                Path images = folder.resolve(name + "-images/" + part + "/" + CLASSES.get(label));
                Files.createDirectories(images);
                for (int i = 0; i < IMAGES; i++) {
                    ImageIO.write(
                            noise(random, label, side),
                            "png",
                            images.resolve(i + ".png").toFile());
                }
            }
        }
        String options =
                "run --paths plain --depth 8 --epochs 2 --batch-size 8 --dataset " + name + "-images --image-size "
                        + side + " --recipe " + recipe + " --engine " + engine + " --out " + name + "-run";
        ProgramRun.cutmix(folder, options.split(" "));
    }

    private static BufferedImage noise(Random random, int label, int side) {
        BufferedImage image = new BufferedImage(side, side, BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < side; y++) {
            for (int x = 0; x < side; x++) {
                boolean bright = label == 2 ? x / 4 % 2 == 0 : label == 1;
                image.setRGB(x, y, random.nextInt(1 << 24) & 0x7F7F7F | (bright ? 0x808080 : 0));
            }
        }
        return image;
    }

    private static String image(String name, int number) {
        return name + "-images/test/striped/" + number + ".png";
    }

    @ParameterizedTest
    @CsvSource({"odd,pytorch", "odd,keras", "even,pytorch", "even,keras"})
    void frameworks_compute_what_predict_prints(String network, String framework) throws Exception {
        // When
        List<double[]> ours = predicted(network, network + "-run/plain.zip");

        // Then
        assertEqual(ours, reported(network, framework));
    }

    @ParameterizedTest
    @CsvSource({"float32,pytorch", "float16,keras", "bfloat16,pytorch"})
    void what_pytorch_saves_with_metadata_is_predicted_as_it_is(String type, String framework) throws Exception {
        List<double[]> ours = predicted("odd", "odd/" + type + "-described.safetensors");

        assertEqual(ours, reported("odd/" + type, framework));
    }

    @Test
    void what_pytorch_saves_without_metadata_is_predicted_with_options() throws Exception {
        List<double[]> ours = predicted(
                "even",
                "even/bfloat16.safetensors",
                "--classes",
                String.join(",", CLASSES),
                "--recipe",
                "strong",
                "--image-size",
                "32");

        assertEqual(ours, reported("even/bfloat16", "pytorch"));
    }

    @Test
    void what_pytorch_saves_is_trained_further_and_evaluated() throws Exception {
        // Given
        try (KafkaBroker broker = KafkaBroker.start(folder.resolve("broker"))) {
            String servers = broker.bootstrapServers();
            ProgramRun.service(
                    folder,
                    "loader-service",
                    servers,
                    "--dataset",
                    "odd-images",
                    "--image-size",
                    "27",
                    "--epochs",
                    "1");

            // When
            ProgramRun.service(
                    folder,
                    "trainer-service",
                    servers,
                    "train --path plain --run tuned --weights odd/float16.safetensors".split(" "));
            List<String> evaluated = ProgramRun.service(
                    folder,
                    "trainer-service",
                    servers,
                    "evaluate --model odd/bfloat16.safetensors --classes bright,dark,striped".split(" "));

            // Then
            assertThat(folder.resolve("tuned.zip")).isRegularFile();
            assertThat(evaluated)
                    .last()
                    .asString()
                    .startsWith("odd/bfloat16.safetensors on " + CLASSES.size() * IMAGES + " test images of ")
                    .contains("val_accuracy: ");
        }
    }

    @Test
    void the_network_that_is_compared_in_speed_is_the_same() {
        JsonNode line = lines.get(lines.size() - 1);

        assertThat(line.path("network").asText()).isEqualTo("resnet20");
        assertThat(line.path("difference").asDouble(1)).isLessThan(1e-6);
        assertThat(line.path("eps").asDouble()).isEqualTo(0.001);
        assertThat(line.path("momentum").asDouble()).isEqualTo(0.01);
    }

    /** The probabilities of both images, printed by {@code ./cutmix predict}. */
    private static List<double[]> predicted(String images, String network, String... options) throws Exception {
        List<String> arguments =
                new ArrayList<>(List.of("predict", "--format", "json", network, image(images, 0), image(images, 1)));
        arguments.addAll(1, List.of(options));
        return parsed(ProgramRun.cutmix(folder, arguments.toArray(String[]::new))).stream()
                .map(line -> numbers(line.path("probabilities")))
                .toList();
    }

    /** The probabilities of both images, computed by a framework. */
    private static List<double[]> reported(String network, String framework) {
        return lines.stream()
                .filter(line -> line.path("network").asText().equals(network)
                        && line.path("framework").asText().equals(framework))
                .map(line -> numbers(line.path("probabilities")))
                .toList();
    }

    private static void assertEqual(List<double[]> ours, List<double[]> theirs) {
        assertThat(ours).hasSize(2);
        assertThat(theirs).hasSize(2);
        for (int image = 0; image < 2; image++) {
            assertThat(DoubleStream.of(theirs.get(image)).sum()).isCloseTo(1, within(TOLERANCE));
            assertThat(ours.get(image)).containsExactly(theirs.get(image), within(TOLERANCE));
        }
    }

    private static double[] numbers(JsonNode node) {
        return StreamSupport.stream(node.spliterator(), false)
                .mapToDouble(JsonNode::asDouble)
                .toArray();
    }

    private static List<JsonNode> parsed(List<String> lines) throws Exception {
        List<JsonNode> parsed = new ArrayList<>();
        for (String line : lines) {
            parsed.add(new ObjectMapper().readTree(line));
        }
        return parsed;
    }
}
