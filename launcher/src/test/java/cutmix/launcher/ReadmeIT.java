package cutmix.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import cutmix.broker.KafkaBroker;
import cutmix.launcher.fixture.LaunchedProcess;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Runs commands of the documentation in a copy of the project folder; {@link ReadmeTest} lists where the others run.
 */
class ReadmeIT {

    private static final Path HOME = Path.of("..").toAbsolutePath().normalize();
    private static final String TRAIN = "java -jar trainer-service/target/quarkus-app/quarkus-run.jar train";
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    @TempDir
    static Path folder;

    private static KafkaBroker broker;
    private static Map<String, String> environment;
    private static LaunchedProcess worker;

    /** Separate services on their own broker. */
    @BeforeAll
    static void start() throws Exception {
        broker = KafkaBroker.start(Files.createDirectory(folder.resolve("broker")));
        environment = Map.of(
                "KAFKA_BOOTSTRAP_SERVERS",
                broker.bootstrapServers(),
                "QUARKUS_PROFILE",
                ReadmeCommands.beginningWith("export QUARKUS_PROFILE=").split("=")[1],
                "OMP_NUM_THREADS",
                "1");
        for (String part : List.of("loader-service", "augment-service", "trainer-service", "launcher", "docs")) {
            Files.createSymbolicLink(folder.resolve(part), HOME.resolve(part));
        }
        Path cutmix = Files.writeString(folder.resolve("cutmix"), "#!/bin/sh\nexec " + HOME + "/cutmix \"$@\"\n");
        Files.setPosixFilePermissions(cutmix, PosixFilePermissions.fromString("rwx------"));
        draw(folder.resolve("photo.png"), 320, 240, new Random(1));
        draw(folder.resolve("another.jpg"), 48, 48, new Random(2));

        run(ReadmeCommands.beginningWith("java -jar loader-service"));
        worker = launch(ReadmeCommands.beginningWith("java -jar augment-service"));
        String trained = run(ReadmeCommands.beginningWith(TRAIN + " --path cutmix --run first"));
        assertThat(trained).contains("Test accuracy of first: ").contains("Model: first.zip");
    }

    @AfterAll
    static void stop() {
        worker.close();
        broker.close();
    }

    @Test
    void the_network_is_evaluated_by_either_engine_to_the_same_accuracy() throws Exception {
        // Given
        List<String> commands =
                ReadmeCommands.allOf("java -jar trainer-service/target/quarkus-app/quarkus-run.jar eval");
        Set<String> accuracies = new HashSet<>();

        // When
        for (String command : commands) {
            Matcher result = Pattern.compile("first\\.zip on 500 test images of sample: val_accuracy: ([01]\\.\\d+)")
                    .matcher(run(command));
            assertThat(result.find()).isTrue();
            accuracies.add(result.group(1));
        }

        // Then
        assertThat(commands).hasSize(2).anyMatch(command -> command.endsWith("--engine libtorch"));
        assertThat(accuracies).hasSize(1);
    }

    @Test
    void a_run_begins_with_the_weights_of_another() throws Exception {
        String trained = run(ReadmeCommands.beginningWith(TRAIN + " --path cutmix --run second"));

        assertThat(trained).contains("Model: second.zip");
    }

    @Test
    void the_metrics_are_tailed() throws Exception {
        String command = ReadmeCommands.beginningWith("./cutmix tail") + here();

        try (LaunchedProcess tail = launch(command)) {
            await().atMost(PATIENCE).until(() -> tail.out().contains("6/6"));
            assertThat(tail.out()).startsWith("run ").contains("first ");
        }
    }

    @Test
    void kcat_shows_metrics_and_dead_letters() throws Exception {
        Assumptions.assumeTrue(Files.isExecutable(Path.of("/usr/bin/kcat")), "kcat is not installed");
        String metrics = ReadmeCommands.beginningWith("kcat -b localhost:19092 -t training.metrics");
        String letters = ReadmeCommands.beginningWith("kcat -b localhost:9092 -t dead.letters");

        assertThat(run(metrics.replace("localhost:19092", broker.bootstrapServers()))
                        .lines())
                .hasSize(6)
                .allMatch(line -> line.startsWith("{\"run\":\"first\""));
        assertThat(run(letters.replace("localhost:9092", broker.bootstrapServers())))
                .isEmpty();
    }

    @Test
    void programs_in_java_read_metrics_and_mixed_images() throws Exception {
        String example = "java -cp \"launcher/target/lib/*\" docs/examples/";
        String metrics = ReadmeCommands.beginningWith(example + "ReadMetrics");
        String images = ReadmeCommands.beginningWith(example + "ReadMixedImages");

        assertThat(run(metrics.replace("localhost:9092", broker.bootstrapServers()))
                        .lines())
                .hasSize(6)
                .allMatch(line -> line.matches(
                        "first \\(id \\S+\\), epoch \\d of 6: loss \\d+\\.\\d{4}, test accuracy [\\d.]+%"));
        assertThat(run(images.replace("localhost:9092", broker.bootstrapServers()))
                        .lines())
                .hasSize(6 * 2000)
                .allMatch(line ->
                        line.matches("epoch \\d, position \\d+: (CUTMIX|NONE), lambda [01]\\.\\d{3}, box of .*"))
                .anyMatch(line -> line.startsWith("epoch 6, position 1999: "));
    }

    @Test
    void the_live_page_is_served() throws Exception {
        String command = ReadmeCommands.beginningWith("./cutmix page") + here() + " --port " + KafkaBroker.freePort();

        try (LaunchedProcess page = launch(command)) {
            await().atMost(PATIENCE).until(() -> page.out().contains("Live page: "));
            URI address = URI.create(page.out()
                    .replaceFirst("(?s).*Live page: ", "")
                    .lines()
                    .findFirst()
                    .orElseThrow());
            HttpResponse<String> answer = HttpClient.newHttpClient()
                    .send(HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.ofString());
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.body()).contains("<title>");
        }
    }

    @Test
    void previews_are_drawn() throws Exception {
        images();

        for (String command : ReadmeCommands.allOf("./cutmix preview")) {
            Files.deleteIfExists(folder.resolve("preview.png"));
            run(command.contains("--from-topic") ? command + here() : command);
            assertThat(ImageIO.read(folder.resolve("preview.png").toFile()).getWidth())
                    .isGreaterThan(300);
        }
    }

    @Test
    void own_images_are_trained_and_the_network_is_used() throws Exception {
        // Given
        images();

        // When
        run(ReadmeCommands.beginningWith("./cutmix run --dataset path/to/images") + " --run NAME");
        String predicted = run(ReadmeCommands.beginningWith("./cutmix predict runs/NAME/cutmix.zip photo.png"));

        // Then
        assertThat(folder.resolve("runs/NAME/report.html")).isNotEmptyFile();
        assertThat(predicted.lines())
                .satisfiesExactly(
                        line -> assertThat(line).matches("photo\\.png: (red|blue) [\\d.]+%, (red|blue) [\\d.]+%"),
                        line -> assertThat(line).matches("another\\.jpg: (red|blue) [\\d.]+%, (red|blue) [\\d.]+%"));
    }

    @Test
    void an_archive_in_the_layout_of_cifar_10_is_trained() throws Exception {
        // Given
        Path batches = Files.createDirectories(folder.resolve("path/to/cifar-10-batches-bin"));
        Random random = new Random(3);
        for (String file :
                List.of("data_batch_1", "data_batch_2", "data_batch_3", "data_batch_4", "data_batch_5", "test_batch")) {
            byte[] records = new byte[8 * 3073];
            random.nextBytes(records);
            for (int record = 0; record < 8; record++) {
                records[record * 3073] = (byte) random.nextInt(10);
            }
            Files.write(batches.resolve(file + ".bin"), records);
        }
        Files.write(batches.resolve("batches.meta.txt"), List.of("a", "b", "c", "d", "e", "f", "g", "h", "i", "j"));
        run("tar -C path/to -czf path/to/cifar-10-binary.tar.gz cifar-10-batches-bin");

        // When
        String out = run(ReadmeCommands.beginningWith("./cutmix run --dataset path/to/cifar") + " --out archive");

        // Then
        assertThat(out).contains("40 training images x 15 epochs, 8 test images, 10 classes");
        assertThat(folder.resolve("archive/metrics.jsonl")).content().hasLineCount(30);
    }

    private static String here() {
        return " --bootstrap-servers " + broker.bootstrapServers();
    }

    /** Two classes that differ in color. */
    private static void images() throws IOException {
        for (String split : List.of("train", "test")) {
            for (Color color : List.of(Color.RED, Color.BLUE)) {
                Path images = Files.createDirectories(folder.resolve("path/to/images")
                        .resolve(split)
                        .resolve(color.equals(Color.RED) ? "red" : "blue"));
                for (int i = 0; i < (split.equals("train") ? 24 : 8); i++) {
                    draw(images.resolve(i + ".png"), 40, 30, new Random(i), color);
                }
            }
        }
    }

    private static void draw(Path file, int width, int height, Random random, Color... colors) throws IOException {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        graphics.setColor(colors.length == 0 ? Color.GREEN : colors[0]);
        graphics.fillRect(random.nextInt(width / 2), random.nextInt(height / 2), width / 2, height / 2);
        graphics.dispose();
        String name = file.getFileName().toString();
        assertThat(ImageIO.write(image, name.substring(name.indexOf('.') + 1), file.toFile()))
                .isTrue();
    }

    private static LaunchedProcess launch(String command) throws IOException {
        return LaunchedProcess.shell(folder, environment, command);
    }

    private static String run(String command) throws Exception {
        try (LaunchedProcess process = launch(command)) {
            assertThat(process.exitCode())
                    .as(command + "\n" + process.out() + process.err())
                    .isZero();
            return process.out();
        }
    }
}
