package cutmix.trainer.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cutmix.schemas.failure.UserException;
import cutmix.trainer.engine.Recipe;
import cutmix.trainer.engine.network.InitialWeights;
import cutmix.trainer.engine.network.NetworkInput;
import cutmix.trainer.engine.network.NetworkShape;
import cutmix.trainer.engine.network.NetworkWeights;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Reads safetensors files, as other programs write them. */
class SafetensorsNetworkTest {

    private static final ModelInfo INFO = ModelInfo.builder()
            .dataset("pets")
            .classNames(List.of("cat", "dog"))
            .height(8)
            .width(6)
            .channels(3)
            .recipe(Recipe.STRONG)
            .build();
    private static final NetworkWeights WEIGHTS =
            InitialWeights.draw(new NetworkShape(8, new NetworkInput(8, 8, 3, 2)), 1);

    @TempDir
    Path folder;

    private final List<String> notices = new ArrayList<>();

    @Test
    void weights_that_train_has_written_say_all_that_the_zip_file_says() throws Exception {
        // Given
        Path zip = folder.resolve("model.zip");
        ModelFile.write(new ZippingEngine(), INFO, zip);
        Path weights = folder.resolve("weights.safetensors");
        try (ZipFile file = new ZipFile(zip.toFile())) {
            Files.copy(file.getInputStream(file.getEntry(NetworkWeights.FILE_NAME)), weights);
        }

        // When
        NetworkFile bare = NetworkFile.of(weights, WeightsDescription.NOTHING, notices::add);

        // Then
        assertThat(bare.info().get()).isEqualTo(INFO);
        assertThat(notices).isEmpty();
        assertThat(WeightsFile.read(weights, INFO.input()).flat()).isEqualTo(WEIGHTS.flat());
    }

    @Test
    void the_metadata_say_how_to_compute_the_network_elsewhere() {
        assertThat(NetworkMetadata.of(INFO, new NetworkShape(8, INFO.input())))
                .containsEntry("format", "pt")
                .containsEntry("architecture", "resnet-v1")
                .containsEntry("depth", "8")
                .containsEntry("recipe", "strong")
                .containsEntry("dataset", "pets")
                .containsEntry("classes", "[\"cat\",\"dog\"]")
                .containsEntry("image_height", "8")
                .containsEntry("image_width", "6")
                .containsEntry("image_channels", "3")
                .containsEntry("channel_order", "RGB")
                .containsEntry("image_layout", "NCHW")
                .containsEntry("kernel_layout", "OIHW")
                .containsEntry("pixel_divisor", "255")
                .containsEntry("pixel_means", "[0.4914,0.4822,0.4465]")
                .containsEntry("pixel_deviations", "[0.247,0.2435,0.2616]")
                .containsEntry("padding", "SAME_UPPER")
                .containsEntry("norm_epsilon", "1.0E-5")
                .containsEntry("norm_momentum", "0.99");
    }

    @Test
    void what_nobody_says_is_assumed_with_a_notice() throws Exception {
        // When
        ModelInfo info = NetworkFile.of(file(Map.of()), stated("cat", " dog"), notices::add)
                .info()
                .get();

        // Then
        assertThat(info.classNames()).containsExactly("cat", "dog");
        assertThat(info.recipe()).isEqualTo(Recipe.KERAS);
        assertThat(info.input()).isEqualTo(new NetworkInput(32, 32, 3, 2));
        assertThat(notices)
                .satisfiesExactly(line -> assertThat(line).endsWith("--recipe sets another"), line -> assertThat(line)
                        .endsWith("--image-size sets another size"));
    }

    @Test
    void what_the_command_line_says_is_taken() throws Exception {
        WeightsDescription stated =
                new WeightsDescription(List.of("a", "b"), Optional.of(Recipe.STRONG), Optional.of(48));

        ModelInfo info =
                NetworkFile.of(file(Map.of()), stated, notices::add).info().get();

        assertThat(info.recipe()).isEqualTo(Recipe.STRONG);
        assertThat(info.input()).isEqualTo(new NetworkInput(48, 48, 3, 2));
        assertThat(notices).isEmpty();
    }

    @Test
    void names_that_nobody_says_or_that_do_not_fit_are_asked_for() throws Exception {
        Path file = file(Map.of());

        assertThatThrownBy(() -> names(file, WeightsDescription.NOTHING))
                .isInstanceOf(UserException.class)
                .hasMessage(
                        file + " does not name its classes: pass --classes with 2 names, separated by commas, in the"
                                + " order of its outputs");
        assertThatThrownBy(() -> names(file, stated("cat")))
                .hasMessage(file + " has 2 classes, but --classes names 1: pass --classes with all names,"
                        + " separated by commas, in the order of its outputs");
        assertThatThrownBy(() -> names(file, stated("cat", "cat ")))
                .hasMessage("--classes names cat twice: give each class a name of its own");
        Path other = file(Map.of("classes", "[\"a\",\"b\",\"c\"]"));
        assertThatThrownBy(() -> names(other, WeightsDescription.NOTHING)).hasMessageContaining("its metadata names 3");
        assertThat(names(other, stated("cat", "dog"))).containsExactly("cat", "dog");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    classes      | {"a":1}                 | its metadata has classes={"a":1}
                    classes      | [null,"a"]              | its metadata has classes=[null,"a"]
                    norm_epsilon | small                   | its metadata has norm_epsilon=small
                    norm_epsilon | 0.01                    | no recipe matches its metadata: recipe=, norm_epsilon=0.01, pixel_means=, pixel_deviations=
                    pixel_means  | [0.5,0.5,0.5]           | no recipe matches its metadata: recipe=, norm_epsilon=, pixel_means=[0.5,0.5,0.5], pixel_deviations=
                    recipe       | own                     | no recipe matches its metadata: recipe=own, norm_epsilon=, pixel_means=, pixel_deviations=
                    padding      | SAME_LOWER              | its convolutions pad SAME_LOWER, not SAME_UPPER
                    image_height | 1e3                     | its metadata has image_height=1e3
                    image_width  | -3                      | images of 32 x -3 x 3
                    architecture | vgg                     | its metadata has architecture=vgg: only resnet-v1 is supported
                    depth        | 20                      | its metadata has depth=20, but its tensors have 8
                    depth        | eight                   | its metadata has depth=eight
                    image_channels | 1                     | its metadata has image_channels=1, but its tensors have 3
                    channel_order | BGR                    | its metadata has channel_order=BGR: only RGB is supported
                    kernel_layout | HWIO                   | its metadata has kernel_layout=HWIO: only OIHW is supported
                    pixel_divisor | 1                      | its metadata has pixel_divisor=1: only 255 is supported
                    """)
    void metadata_that_cannot_be_are_named(String key, String value, String reason) throws Exception {
        Map<String, String> metadata = new LinkedHashMap<>(Map.of("classes", "[\"cat\",\"dog\"]"));
        metadata.put(key, value);
        Path file = file(metadata);

        String message = file + " cannot be used as the weights of a network: " + reason + "; save it as"
                + " docs/guide/networks.md describes";
        assertThatThrownBy(() -> NetworkFile.of(file, WeightsDescription.NOTHING, notices::add)
                        .info()
                        .get())
                .isInstanceOf(UserException.class)
                .hasMessage(message);
        assertThatThrownBy(() -> NetworkFile.requireValid(file))
                .isInstanceOf(UserException.class)
                .hasMessage(message);
    }

    @Test
    void weights_to_start_with_may_lack_metadata_but_not_name_another_number_of_classes() throws Exception {
        Path bare = file(Map.of());
        Path other = file(Map.of("classes", "[\"a\",\"b\",\"c\"]"));

        assertThatCode(() -> NetworkFile.requireValid(bare)).doesNotThrowAnyException();
        assertThatThrownBy(() -> NetworkFile.requireValid(other))
                .isInstanceOf(UserException.class)
                .hasMessage(other + " cannot be used as the weights of a network: its metadata names 3 classes, but its"
                        + " tensors have 2; save it as docs/guide/networks.md describes");
    }

    @Test
    void a_tensor_that_is_missing_or_of_another_shape_or_type_is_named() throws Exception {
        Path renamed = changed("stem.norm.bias", "stem.norm.BIAS");
        assertRefused(renamed, "tensor stem.norm.bias is missing");
        assertRefused(
                changed("\"shape\":[2,64]", "\"shape\":[64,2]"),
                "tensor classes.weight has the shape [64, 2], not [2, 64]");
        assertRefused(
                changed("\"classes.bias\":{\"dtype\":\"F32\"", "\"classes.bias\":{\"dtype\":\"U32\""),
                "tensor classes.bias is of the type \"U32\", not one of F32, F16, BF16");
    }

    @Test
    void a_file_of_this_name_that_is_no_such_file_is_not_called_a_network_of_ours() throws Exception {
        Path pointer = Files.writeString(
                folder.resolve("pointer.safetensors"), "version https://git-lfs.github.com/spec/v1\noid sha256:4d7a\n");

        assertThatThrownBy(() -> WeightsFile.read(pointer, INFO.input()))
                .isInstanceOf(UserException.class)
                .hasMessageStartingWith(pointer + " cannot be used as the weights of a network: it is not in the format"
                        + " safetensors: ");
    }

    @Test
    void options_that_a_zip_file_answers_itself_are_refused() {
        Path zip = folder.resolve("model.zip");
        ModelFile.write(new ZippingEngine(), INFO, zip);

        assertThatThrownBy(() -> NetworkFile.of(zip, stated("a", "b"), notices::add))
                .isInstanceOf(UserException.class)
                .hasMessageEndingWith("omit --classes, --image-size and --recipe");
    }

    @Test
    void a_recipe_that_the_file_contradicts_is_refused() throws Exception {
        Path file = file(Map.of("norm_epsilon", "1e-5"));
        WeightsDescription keras = new WeightsDescription(List.of(), Optional.of(Recipe.KERAS), Optional.empty());

        assertThatThrownBy(() -> NetworkFile.of(file, keras, notices::add))
                .isInstanceOf(UserException.class)
                .hasMessage(file + " is a network of the recipe strong according to its metadata, not of keras:"
                        + " omit"
                        + " --recipe");
    }

    private void assertRefused(Path file, String reason) {
        String message = file + " cannot be used as the weights of a network: " + reason
                + "; save it as docs/guide/networks.md describes";
        assertThatThrownBy(() -> NetworkFile.of(file, WeightsDescription.NOTHING, notices::add))
                .isInstanceOf(UserException.class)
                .hasMessage(message);
        assertThatThrownBy(() -> WeightsFile.read(file, INFO.input()))
                .isInstanceOf(UserException.class)
                .hasMessage(message);
    }

    private static List<String> names(Path file, WeightsDescription stated) {
        return NetworkFile.of(file, stated, any -> {}).classNames().get();
    }

    private static WeightsDescription stated(String... names) {
        return new WeightsDescription(List.of(names), Optional.empty(), Optional.empty());
    }

    private Path file(Map<String, String> metadata) throws Exception {
        Path file = folder.resolve("net" + metadata.hashCode() + ".safetensors");
        try (OutputStream out = Files.newOutputStream(file)) {
            WEIGHTS.write(new LinkedHashMap<>(metadata), out);
        }
        return file;
    }

    /** Replaces a text in the header with another of the same length. */
    private Path changed(String before, String after) throws Exception {
        byte[] bytes = Files.readAllBytes(file(Map.of()));
        int length = (int) ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getLong();
        String header = new String(bytes, 8, length, StandardCharsets.UTF_8);
        assertThat(header).contains(before);
        byte[] other = header.replace(before, after).getBytes(StandardCharsets.UTF_8);
        System.arraycopy(other, 0, bytes, 8, length);
        return Files.write(folder.resolve("changed.safetensors"), bytes);
    }
}
