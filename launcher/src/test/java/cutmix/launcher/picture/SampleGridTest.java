package cutmix.launcher.picture;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Rectangle;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Collections;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

class SampleGridTest {

    private static final int RED = 0xFFFF0000;
    private static final int WHITE = 0xFFFFFFFF;
    private static final MixedSample SAMPLE = MixedSample.of(GraySamples.mixed(), GraySamples.INFO);

    @Test
    void every_pixel_becomes_a_square_of_its_own_color() {
        // Given
        SampleGrid grid = grid(4, "2x2", false);
        BufferedImage picture = PictureFile.image(grid, 1);

        for (int cell = 0; cell < 4; cell++) {
            // When
            Rectangle tile = grid.tile(cell);

            // Then
            assertThat(tile.width).isEqualTo(4 * grid.factor());
            assertThat(tile.height).isEqualTo(3 * grid.factor()).isGreaterThanOrEqualTo(256);
            for (int y = 0; y < tile.height; y++) {
                for (int x = 0; x < tile.width; x++) {
                    assertThat(picture.getRGB(tile.x + x, tile.y + y))
                            .isEqualTo(SAMPLE.image().getRGB(x / grid.factor(), y / grid.factor()));
                }
            }
        }
    }

    @Test
    void the_patch_lies_where_its_box_says() {
        // Given
        SampleGrid grid = grid(1, "1x1", false);
        BufferedImage picture = PictureFile.image(grid, 1);
        Rectangle tile = grid.tile(0);
        int factor = grid.factor();

        // When
        Rectangle patch = bounds(picture, RED);

        // Then
        assertThat(patch).isEqualTo(new Rectangle(tile.x + factor, tile.y + 2 * factor, 2 * factor, factor));
    }

    @Test
    void an_outline_goes_around_the_patch_within_its_box_and_only_where_it_is_asked_for() {
        // Given
        SampleGrid outlined = grid(1, "1x1", true);
        BufferedImage with = PictureFile.image(outlined, 1);
        BufferedImage without = PictureFile.image(grid(1, "1x1", false), 1);
        int factor = outlined.factor();
        Rectangle tile = outlined.tile(0);

        // When
        Rectangle changed = new Rectangle(-1, -1);
        for (int y = 0; y < with.getHeight(); y++) {
            for (int x = 0; x < with.getWidth(); x++) {
                if (with.getRGB(x, y) != without.getRGB(x, y)) {
                    changed.add(new Rectangle(x, y, 1, 1));
                }
            }
        }

        // Then
        assertThat(changed).isEqualTo(new Rectangle(tile.x + factor, tile.y + 2 * factor, 2 * factor, factor));
        assertThat(with.getRGB(tile.x + 2 * factor, tile.y + 2 * factor + factor / 2))
                .isEqualTo(RED);
    }

    @Test
    void a_title_stands_above_each_image_and_nothing_between_them() {
        // Given
        SampleGrid grid = grid(2, "1x2", false);
        BufferedImage picture = PictureFile.image(grid, 1);

        // When, Then
        for (int cell = 0; cell < 2; cell++) {
            Rectangle tile = grid.tile(cell);
            assertThat(inked(picture, new Rectangle(tile.x, 0, tile.width, tile.y)))
                    .isTrue();
        }
        Rectangle first = grid.tile(0);
        int gap = grid.tile(1).x - first.x - first.width;
        assertThat(inked(picture, new Rectangle(first.x + first.width, 0, gap, picture.getHeight())))
                .isFalse();
    }

    @Test
    void a_title_that_is_too_long_is_cut_off_within_its_column() {
        // Given
        MixedSample wordy = new MixedSample(SAMPLE.image(), "word ".repeat(200), SAMPLE.box());
        SampleGrid grid = new SampleGrid(List.of(wordy), new Grid(1, 1), false);

        // When
        BufferedImage picture = PictureFile.image(grid, 1);

        // Then
        Rectangle tile = grid.tile(0);
        assertThat(inked(picture, new Rectangle(0, 0, tile.x - 1, picture.getHeight())))
                .isFalse();
        assertThat(inked(picture, new Rectangle(tile.x, 0, tile.width, tile.y))).isTrue();
    }

    @Test
    void fewer_samples_than_cells_leave_no_empty_rows() {
        assertThat(grid(3, "3x3", false).height())
                .isEqualTo(grid(3, "1x3", false).height());
        assertThat(grid(1, "3x3", false).width())
                .isEqualTo(grid(1, "1x1", false).width());
        assertThat(grid(9, "1x2", false).samples()).hasSize(2);
    }

    @Test
    void the_file_holds_the_same_pixels() throws IOException {
        // Given
        SampleGrid grid = grid(2, "1x2", true);

        // When
        BufferedImage read = ImageIO.read(new ByteArrayInputStream(PictureFile.png(grid, 1)));

        // Then
        BufferedImage drawn = PictureFile.image(grid, 1);
        assertThat(read.getWidth()).isEqualTo(grid.width());
        assertThat(pixels(read)).isEqualTo(pixels(drawn));
    }

    private static SampleGrid grid(int samples, String cells, boolean boxes) {
        return new SampleGrid(Collections.nCopies(samples, SAMPLE), Grid.parse(cells), boxes);
    }

    private static int[] pixels(BufferedImage image) {
        return image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
    }

    private static Rectangle bounds(BufferedImage picture, int color) {
        Rectangle bounds = new Rectangle(-1, -1);
        for (int y = 0; y < picture.getHeight(); y++) {
            for (int x = 0; x < picture.getWidth(); x++) {
                if (picture.getRGB(x, y) == color) {
                    bounds.add(new Rectangle(x, y, 1, 1));
                }
            }
        }
        return bounds;
    }

    private static boolean inked(BufferedImage picture, Rectangle area) {
        for (int y = area.y; y < area.y + area.height; y++) {
            for (int x = area.x; x < area.x + area.width; x++) {
                if (picture.getRGB(x, y) != WHITE) {
                    return true;
                }
            }
        }
        return false;
    }
}
