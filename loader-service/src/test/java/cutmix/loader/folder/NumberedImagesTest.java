package cutmix.loader.folder;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class NumberedImagesTest {

    @Test
    void classes_take_turns_until_their_images_are_used_up() {
        NumberedImages images = new NumberedImages(classes(List.of(3, 1, 2)));

        assertThat(images.inTurns(6, number -> false)).containsExactly(0, 3, 4, 1, 5, 2);
        assertThat(images.inTurns(4, number -> false)).containsExactly(0, 3, 4, 1);
        assertThat(images.inTurns(9, number -> number == 0)).containsExactly(1, 3, 4, 2, 5);
    }

    @Test
    void a_number_belongs_to_the_class_that_holds_its_file() {
        NumberedImages images = new NumberedImages(classes(List.of(3, 1, 2)));

        assertThat(IntStream.range(0, 6)
                        .mapToObj(number -> images.classOf(number).className()))
                .containsExactly("0", "0", "0", "1", "2", "2");
        assertThat(images.without(number -> number >= 3 && number != 5))
                .extracting(ClassFolder::className)
                .containsExactly("1");
    }

    @Property
    void the_order_is_that_of_the_same_classes_without_what_is_left_out(
            @ForAll @Size(min = 1, max = 6) List<@IntRange(min = 1, max = 9) Integer> sizes,
            @ForAll Set<@IntRange(max = 53) Integer> leftOut,
            @ForAll @IntRange(max = 60) int limit) {
        // Given
        NumberedImages all = new NumberedImages(classes(sizes));
        List<ClassFolder> kept = classes(sizes).stream()
                .map(folder -> new ClassFolder(
                        folder.className(),
                        folder.folders(),
                        folder.files().stream()
                                .filter(file -> !leftOut.contains(Integer.valueOf(file.name())))
                                .toList()))
                .toList();
        NumberedImages others = new NumberedImages(kept);

        // When
        int[] order = all.inTurns(limit, leftOut::contains);

        // Then
        assertThat(Arrays.stream(order).mapToObj(all::file))
                .containsExactlyElementsOf(Arrays.stream(others.inTurns(limit, number -> false))
                        .mapToObj(others::file)
                        .toList());
    }

    /** Classes in which the name of each file is its number. */
    private static List<ClassFolder> classes(List<Integer> sizes) {
        return IntStream.range(0, sizes.size())
                .mapToObj(i -> {
                    int first = sizes.subList(0, i).stream()
                            .mapToInt(Integer::intValue)
                            .sum();
                    Path folder = Path.of("class" + i);
                    List<ImageFile> files = IntStream.range(first, first + sizes.get(i))
                            .mapToObj(number -> new ImageFile(folder, String.valueOf(number), ""))
                            .toList();
                    return new ClassFolder(String.valueOf(i), List.of(folder), files);
                })
                .toList();
    }
}
