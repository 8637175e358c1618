package cutmix.trainer.model;

import static org.assertj.core.api.Assertions.assertThat;

import cutmix.schemas.DatasetInfo;
import cutmix.trainer.engine.Recipe;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClassNamesCheckTest {

    private static final DatasetInfo INSECTS = dataset("ant", "zebra");

    @TempDir
    Path folder;

    @Test
    void the_same_names_in_the_same_order_agree() {
        assertThat(new ClassNamesCheck(List.of("cat", "dog"), List.of("cat", "dog")).holds())
                .isTrue();
        assertThat(new ClassNamesCheck(List.of("cat", "u\u0308ber"), List.of("cat ", "\u00FCber")).holds())
                .isTrue();
    }

    @Test
    void other_names_and_another_order_do_not() {
        assertThat(new ClassNamesCheck(List.of("cat", "dog"), List.of("dog", "cat")).holds())
                .isFalse();
        assertThat(new ClassNamesCheck(List.of("cat", "dog"), List.of("cat")).holds())
                .isFalse();
        assertThat(new ClassNamesCheck(List.of("cat", "dog"), List.of("Cat", "dog")).holds())
                .isFalse();
    }

    @Test
    void both_lists_are_named() {
        assertThat(new ClassNamesCheck(List.of("cat", "\uFEFFdog"), List.of("ant", "zebra")).difference())
                .isEqualTo("has the classes cat, \\ufeffdog, but the dataset has the classes ant, zebra");
    }

    @Test
    void of_long_lists_the_first_difference_is_named_too() {
        // Given
        List<String> names = IntStream.range(0, 100).mapToObj(i -> "c" + i).toList();
        List<String> other = new ArrayList<>(names);
        other.set(41, "frog");

        // When, Then
        assertThat(new ClassNamesCheck(names, other).difference())
                .isEqualTo("has the classes c0, c1, c2, c3, c4, c5, c6, c7, c8, c9 and 90 more, but the dataset has the"
                        + " classes c0, c1, c2, c3, c4, c5, c6, c7, c8, c9 and 90 more (class 42 is c41 and frog)");
        assertThat(new ClassNamesCheck(names, names.subList(0, 12)).difference())
                .endsWith("c9 and 2 more (class 13 is c12 and missing)");
    }

    @Test
    void weights_of_a_network_with_other_classes_have_a_warning() throws Exception {
        // Given
        Path network = folder.resolve("pets.zip");
        ModelInfo pets = ModelInfo.builder()
                .dataset("pets")
                .classNames(List.of("cat", "dog"))
                .height(8)
                .width(6)
                .channels(3)
                .recipe(Recipe.KERAS)
                .build();
        ModelFile.write(new ZippingEngine(), pets, network);
        DatasetInfo same = dataset("cat", "dog");
        Path weights = Files.write(folder.resolve("weights.safetensors"), new byte[16]);

        // When, Then
        assertThat(ClassNamesCheck.warning(network, INSECTS))
                .contains("warning: " + network
                        + " has the classes cat, dog, but the dataset has the classes ant, zebra: its"
                        + " last layer begins with the weights of other classes");
        assertThat(ClassNamesCheck.warning(network, same)).isEmpty();
        assertThat(ClassNamesCheck.warning(weights, INSECTS)).isEmpty();
    }

    private static DatasetInfo dataset(String... classNames) {
        return DatasetInfo.newBuilder()
                .setName("animals")
                .setFingerprint("00")
                .setClassNames(List.of(classNames))
                .setHeight(8)
                .setWidth(6)
                .setChannels(3)
                .setTrainSize(4)
                .setTestSize(2)
                .setEpochs(2)
                .setPartitions(2)
                .setSeed(1)
                .build();
    }
}
