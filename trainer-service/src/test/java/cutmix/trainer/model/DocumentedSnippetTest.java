package cutmix.trainer.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import cutmix.schemas.failure.UserException;
import cutmix.trainer.dl4j.Dl4j;
import cutmix.trainer.dl4j.Execution;
import cutmix.trainer.engine.Engine;
import cutmix.trainer.engine.Recipe;
import cutmix.trainer.engine.TrainingSetup;
import cutmix.trainer.engine.network.InitialWeights;
import cutmix.trainer.engine.network.NetworkInput;
import cutmix.trainer.engine.network.NetworkShape;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIf;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Compiles and runs the Java snippet in docs/guide/networks.md. */
@DisabledIf("noDeviceIsHere")
class DocumentedSnippetTest {

    private static final Dl4j DL4J = new Dl4j(Execution.FUSED);

    @TempDir
    Path folder;

    /** A build for GPUs cannot compute on a machine without one. */
    static boolean noDeviceIsHere() {
        try {
            DL4J.requireDevice();
            return false;
        } catch (UserException e) {
            return true;
        }
    }

    @Test
    void a_saved_network_is_loaded_by_the_library_alone_and_says_the_same() throws Exception {
        // Given
        NetworkShape network = new NetworkShape(8, new NetworkInput(32, 32, 3, 10));
        TrainingSetup setup = new TrainingSetup(network, Recipe.KERAS, 6, 100);
        try (Engine engine = DL4J.create(setup, InitialWeights.draw(network, 7))) {
            List<String> names = IntStream.range(0, 10).mapToObj(i -> "c" + i).toList();
            ModelFile.write(
                    engine,
                    ModelInfo.builder()
                            .dataset("noise")
                            .classNames(names)
                            .height(32)
                            .width(32)
                            .channels(3)
                            .recipe(Recipe.KERAS)
                            .build(),
                    folder.resolve("cutmix.zip"));
            byte[] pixels = image(folder.resolve("image.png"));

            // When
            INDArray probabilities = snippet().call();

            // Then
            assertThat(probabilities.toFloatVector()).containsExactly(engine.probabilities(pixels, 1), within(1e-5f));
        }
    }

    private static byte[] image(Path file) throws Exception {
        BufferedImage image = new BufferedImage(32, 32, BufferedImage.TYPE_INT_RGB);
        byte[] pixels = new byte[32 * 32 * 3];
        for (int i = 0; i < 32 * 32; i++) {
            int rgb = i * 7919 & 0xFFFFFF;
            image.setRGB(i % 32, i / 32, rgb);
            pixels[3 * i] = (byte) (rgb >> 16);
            pixels[3 * i + 1] = (byte) (rgb >> 8);
            pixels[3 * i + 2] = (byte) rgb;
        }
        ImageIO.write(image, "png", file.toFile());
        return pixels;
    }

    /** Returns the snippet as a class of its own, with this folder's files. */
    private Callable<INDArray> snippet() throws Exception {
        String example = Arrays.stream(
                        Files.readString(Path.of("../docs/guide/networks.md")).split("```"))
                .filter(block -> block.startsWith("java\n") && block.contains("ModelSerializer"))
                .findFirst()
                .orElseThrow()
                .substring("java\n".length())
                .replace("runs/NAME/cutmix.zip", folder.resolve("cutmix.zip").toString())
                .replace("image.png", folder.resolve("image.png").toString());
        String imports =
                example.lines().filter(line -> line.startsWith("import ")).collect(Collectors.joining("\n"));
        String body =
                example.lines().filter(line -> !line.startsWith("import ")).collect(Collectors.joining("\n"));
        Path source = Files.writeString(
                folder.resolve("Snippet.java"),
                imports + "\npublic class Snippet implements java.util.concurrent.Callable<INDArray> {\n"
                        + "public INDArray call() throws Exception {\n" + body + "\nreturn probabilities;\n}\n}\n");
        ByteArrayOutputStream messages = new ByteArrayOutputStream();
        int result = ToolProvider.getSystemJavaCompiler()
                .run(null, messages, messages, "-cp", System.getProperty("java.class.path"), source.toString());
        assertThat(result).as(messages.toString(StandardCharsets.UTF_8)).isZero();
        URLClassLoader loader = new URLClassLoader(
                new URL[] {folder.toUri().toURL()}, getClass().getClassLoader());
        @SuppressWarnings("unchecked")
        Callable<INDArray> compiled = (Callable<INDArray>)
                loader.loadClass("Snippet").getDeclaredConstructor().newInstance();
        return compiled;
    }
}
