package cutmix.trainer.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cutmix.mutations.Mutations;
import cutmix.schemas.failure.UserException;
import cutmix.trainer.engine.Recipe;
import cutmix.trainer.engine.network.InitialWeights;
import cutmix.trainer.engine.network.NetworkInput;
import cutmix.trainer.engine.network.NetworkShape;
import cutmix.trainer.engine.network.NetworkWeights;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Reads files that resemble trained networks, as predict, evaluate and --weights do. */
class DamagedModelTest {

    private static final NetworkInput INPUT = new NetworkInput(8, 6, 3, 2);
    private static final ModelInfo INFO = ModelInfo.builder()
            .dataset("tiny")
            .classNames(List.of("cat", "dog"))
            .height(8)
            .width(6)
            .channels(3)
            .recipe(Recipe.KERAS)
            .build();

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {ModelInfo.ENTRY, NetworkWeights.FILE_NAME})
    void an_entry_that_unpacks_to_far_more_than_it_may_is_refused(String entry) throws IOException {
        // Given: 64 megabytes of zeros in 64 kilobytes, before the names, as blanks that JSON ignores
        byte[] megabyte = new byte[1 << 20];
        Arrays.fill(megabyte, (byte) ' ');
        Path file = folder.resolve("bomb.zip");
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
            zip.putNextEntry(new ZipEntry(entry));
            for (int i = 0; i < 64; i++) {
                zip.write(megabyte);
            }
        }

        // When, Then
        assertThatThrownBy(() -> ModelInfo.read(file)).isInstanceOf(UserException.class);
        assertThatThrownBy(() -> WeightsFile.read(file, INPUT)).isInstanceOf(UserException.class);
    }

    @Test
    void weights_whose_header_announces_gigabytes_are_refused_before_any_is_read() throws IOException {
        // Given: the header of a network for a million classes, without values
        NetworkShape network = new NetworkShape(8, new NetworkInput(8, 6, 3, 1_000));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        InitialWeights.draw(network, 1).write(out);
        String text = out.toString(StandardCharsets.ISO_8859_1);
        int length = ByteBuffer.wrap(out.toByteArray())
                .order(ByteOrder.LITTLE_ENDIAN)
                .getInt();
        String header = text.substring(8, 8 + length).trim();
        int classes = header.indexOf("\"classes.weight\"");
        long start = Long.parseLong(header.substring(classes).replaceFirst("(?s).*?offsets\":\\[(\\d+),.*", "$1"));
        long many = 1_000_000;
        header = header.substring(0, classes)
                + String.format(
                        Locale.ROOT,
                        "\"classes.weight\":{\"dtype\":\"F32\",\"shape\":[%d,64],\"data_offsets\":[%d,%d]},\"classes.bias\":"
                                + "{\"dtype\":\"F32\",\"shape\":[%d],\"data_offsets\":[%d,%d]}}",
                        many,
                        start,
                        start + 256 * many,
                        many,
                        start + 256 * many,
                        start + 260 * many);
        Path file = folder.resolve("large.safetensors");
        Files.write(
                file,
                ByteBuffer.allocate(8 + header.length())
                        .order(ByteOrder.LITTLE_ENDIAN)
                        .putLong(header.length())
                        .put(header.getBytes(StandardCharsets.US_ASCII))
                        .array());

        // When, Then
        assertThatThrownBy(() -> WeightsFile.read(file, INPUT))
                .isInstanceOf(UserException.class)
                .hasMessage(
                        file + " takes images of 3 channels in 1000000 classes, but the dataset has 3 channels and 2"
                                + " classes: choose another");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "[]",
                "{}",
                "{\"classNames\":[null]}",
                "{\"classNames\":[\"a\",\"b\"],\"height\":-1,\"width\":1,\"channels\":3}",
                "{\"classNames\":[\"a\",\"b\"],\"height\":2147483647,\"width\":2147483647,\"channels\":3}",
                "{\"classNames\":[\"a\",\"b\"],\"height\":1,\"width\":1,\"channels\":0}",
                "{\"classNames\":[\"a\",\"b\"],\"height\":1e99,\"width\":1,\"channels\":3}",
                "{\"classNames\":[\"a\",\"b\"],\"height\":1,\"width\":1,\"channels\":3,\"recipe\":\"none\"}",
            })
    void names_that_cannot_be_are_refused_in_one_line(String json) throws IOException {
        Path file = model(json.getBytes(StandardCharsets.UTF_8), new byte[0]);

        assertThatThrownBy(() -> ModelInfo.read(file))
                .isInstanceOf(UserException.class)
                .hasMessage(file + " has class names that this version cannot read: train again");
    }

    @Property(tries = 10, shrinking = ShrinkingMode.OFF)
    void damaged_files(@ForAll long seed) throws IOException {
        ByteArrayOutputStream weights = new ByteArrayOutputStream();
        NetworkShape network = new NetworkShape(8, INPUT);
        InitialWeights.draw(network, 1).write(NetworkMetadata.of(INFO, network), weights);
        folder = Files.createTempDirectory("damaged");
        byte[] model = Files.readAllBytes(model(INFO.json(), weights.toByteArray()));
        Mutations files = new Mutations(seed, model, weights.toByteArray()).with("PK\u0001\u0002", "PK\u0003\u0004");
        Mutations names = new Mutations(seed, INFO.json()).with("null", "[", "{", "\"", "-1", "1e9", "2147483647", ",");
        Path file = folder.resolve("damaged.zip");
        for (int i = 0; i < 60; i++) { // A file of 300 kB takes a few milliseconds.
            Files.write(file, files.next());
            attempt(() -> WeightsFile.read(file, INPUT));
            attempt(() -> ModelInfo.read(file));
            attempt(() -> NetworkFile.of(file, WeightsDescription.NOTHING, any -> {})
                    .info()
                    .get());
            Path named = model(names.next(), new byte[0]);
            attempt(() -> ModelInfo.read(named).input());
        }
        for (Path left : List.of(file, folder.resolve("model.zip"), folder)) {
            Files.delete(left);
        }
    }

    private static void attempt(Runnable read) {
        try {
            read.run();
        } catch (UserException e) {
            assertThat(e.getMessage()).isNotBlank();
        }
    }

    private Path model(byte[] info, byte[] weights) throws IOException {
        Path file = folder.resolve("model.zip");
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
            zip.putNextEntry(new ZipEntry(ModelInfo.ENTRY));
            zip.write(info);
            zip.putNextEntry(new ZipEntry(NetworkWeights.FILE_NAME));
            zip.write(weights);
        }
        return file;
    }
}
