package cutmix.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import cutmix.launcher.fixture.LaunchedProcess;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.zip.ZipFile;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs on folders of images. */
class ImageFolderIT {

    private static final String UMLAUT = "%C3%BC";

    @TempDir
    Path folder;

    @Test
    void names_beyond_ascii_are_read_in_a_locale_that_has_none() throws Exception {
        // Given: a class and files with an umlaut, which the test files spell with a combining accent
        for (int i = 0; i < 4; i++) {
            image("train/" + UMLAUT + "ber/" + UMLAUT + i + ".png");
            image("train/ant/" + i + ".png");
        }
        image("test/u%CC%88ber/" + UMLAUT + ".png");

        // When
        try (LaunchedProcess run = LaunchedProcess.start(
                folder,
                Map.of("LC_ALL", "C"),
                "run",
                "--dataset",
                "images",
                "--epochs",
                "1",
                "--paths",
                "plain",
                "--depth",
                "8",
                "--image-size",
                "8",
                "--out",
                "out")) {

            // Then
            assertThat(run.exitCode()).as(run.err()).isZero();
            assertThat(run.out()).contains("8 training images x 1 epochs, 1 test images, 2 classes");
        }
        try (ZipFile network = new ZipFile(folder.resolve("out/plain.zip").toFile())) {
            assertThat(network.getInputStream(network.getEntry("cutmix.json")))
                    .asString(StandardCharsets.UTF_8)
                    .contains("\"classNames\":[\"ant\",\"\u00FCber\"]");
        }
    }

    @Test
    void a_preview_names_all_unreadable_images_and_skips_them_if_asked() throws Exception {
        // Given
        for (int i = 0; i < 4; i++) {
            image("train/ant/" + i + ".png");
        }
        image("test/ant/0.png");
        Path first = Files.writeString(folder.resolve("images/train/ant/a.png"), "no image");
        Path second = Files.writeString(folder.resolve("images/train/ant/b.png"), "no image");

        // When
        try (LaunchedProcess refused = preview()) {

            // Then
            assertThat(refused.exitCode()).isEqualTo(1);
            assertThat(refused.err().lines())
                    .satisfiesExactly(
                            line -> assertThat(line).startsWith("error: loader: " + first + " "),
                            line -> assertThat(line).startsWith("error: loader: " + second + " "),
                            line -> assertThat(line)
                                    .startsWith("error: loader: 2 of 7 images cannot be read: ")
                                    .contains("--skip-bad"));
        }

        // When
        try (LaunchedProcess skipped = preview("--skip-bad")) {

            // Then
            assertThat(skipped.exitCode()).as(skipped.err()).isZero();
            assertThat(skipped.out().lines())
                    .satisfiesExactly(
                            line -> assertThat(line)
                                    .endsWith("images by --skip-bad: 2 of 7 images, which cannot be read"),
                            line -> assertThat(line).startsWith("  " + first + " "),
                            line -> assertThat(line).startsWith("  " + second + " "),
                            line -> assertThat(line).isEqualTo("Drew 2 mixed images: preview.png"));
        }
    }

    private LaunchedProcess preview(String... options) throws IOException {
        String[] arguments = {"preview", "--dataset", "images", "--image-size", "8", "--grid", "1x2"};
        String[] all = Arrays.copyOf(arguments, arguments.length + options.length);
        System.arraycopy(options, 0, all, arguments.length, options.length);
        return LaunchedProcess.start(folder, Map.of(), all);
    }

    /**
     * @param file with percent codes, since the locale of this process may lack umlauts
     */
    private void image(String file) throws IOException {
        Path path = Path.of(URI.create(folder.toUri() + "images/" + file));
        Files.createDirectories(path.getParent());
        try (OutputStream out = Files.newOutputStream(path)) {
            ImageIO.write(new BufferedImage(8, 8, BufferedImage.TYPE_INT_RGB), "png", out);
        }
    }
}
