package cutmix.launcher.picture;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.util.Collections;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ConfusionPictureTest {

    private static final NamedConfusionMatrix MATRIX =
            new NamedConfusionMatrix(List.of("cat", "dog"), List.of(50, 43, 0, 100));

    @Test
    void names_counts_and_worst_mistakes_are_there() {
        // When
        String svg = SvgFile.svg(new ConfusionPicture("a title", MATRIX, Theme.LIGHT, true));

        // Then
        assertThat(svg)
                .contains("a title", ">cat<", ">dog<", ">50<", ">43<", ">100<", "cat → dog 43")
                .contains("150 of 193 test images correct: 77.72%")
                .doesNotContain(">0<");
    }

    @Test
    void a_cell_is_the_darker_the_more_of_its_row_it_holds() {
        // When
        BufferedImage picture = PictureFile.image(new ConfusionPicture("t", MATRIX, Theme.LIGHT, false), 1);

        // Then: all dogs are dogs, and none is a cat
        int[] pixels = picture.getRGB(0, 0, picture.getWidth(), picture.getHeight(), null, 0, picture.getWidth());
        assertThat(pixels)
                .contains(Theme.LIGHT.high().getRGB())
                .contains(Theme.LIGHT.low().getRGB())
                .contains(Theme.LIGHT.scale(50 / 93.0).getRGB());
    }

    @Test
    void a_network_without_mistakes_is_said_to_have_none() {
        NamedConfusionMatrix right = new NamedConfusionMatrix(List.of("a", "b"), List.of(3, 0, 0, 4));

        assertThat(SvgFile.svg(new ConfusionPicture("t", right, Theme.DARK, true)))
                .contains("No mistakes")
                .doesNotContain("→");
    }

    @Test
    void in_a_page_that_has_them_title_and_mistakes_are_left_out() {
        // Given
        ConfusionPicture picture = new ConfusionPicture("a title", MATRIX, Theme.LIGHT, false);

        // When, Then
        assertThat(SvgFile.svg(picture)).contains(">cat<", ">43<").doesNotContain("a title", "→");
        assertThat(picture.width()).isLessThan(new ConfusionPicture("a title", MATRIX, Theme.LIGHT, true).width());
    }

    @Test
    void long_names_are_shortened_and_leave_cells_and_letters_their_size() throws Exception {
        // Given
        List<String> names = List.of("a".repeat(60) + "1", "a".repeat(60) + "2", "cat");
        NamedConfusionMatrix matrix = new NamedConfusionMatrix(names, List.of(9, 1, 0, 2, 8, 0, 0, 3, 7));
        ConfusionPicture picture = new ConfusionPicture("t", matrix, Theme.LIGHT, true);
        ConfusionPicture shortNames = new ConfusionPicture(
                "t", new NamedConfusionMatrix(List.of("a", "b", "cat"), matrix.counts()), Theme.LIGHT, true);

        // When
        String svg = SvgFile.svg(picture);

        // Then
        assertThat(svg).containsPattern(">a+…a+1<").containsPattern(">a+…a+2<").containsPattern(">a+…a+2 → a+…a+1 2<");
        assertThat(svg).contains(">cat<").containsPattern(">cat → a+…a+2 3<");
        assertThat(picture.width()).isEqualTo(shortNames.width());
        assertThat(picture.height()).isEqualTo(shortNames.height());
        Matcher sizes = Pattern.compile("font-size:\\s*([0-9.]+)").matcher(svg.replace("font-size=\"", "font-size:"));
        assertThat(sizes.results().map(size -> Double.valueOf(size.group(1))))
                .isNotEmpty()
                .allMatch(size -> size >= 10);
    }

    @Test
    void a_hundred_classes_fit_without_counts() {
        // Given
        List<String> names = IntStream.range(0, 100).mapToObj(i -> "class " + i).toList();
        ConfusionPicture picture = new ConfusionPicture(
                "t", new NamedConfusionMatrix(names, Collections.nCopies(10_000, 77)), Theme.LIGHT, true);

        // When, Then
        assertThat(picture.width()).isLessThan(1400);
        assertThat(SvgFile.svg(picture)).contains(">class 99<").doesNotContain(">77<");
    }
}
