package cutmix.launcher.picture;

import java.awt.Color;
import java.awt.Font;
import java.awt.FontMetrics;
import java.awt.Graphics2D;
import java.awt.Rectangle;
import java.awt.RenderingHints;
import java.util.List;

/**
 * Samples side by side, each enlarged by a whole factor so that its pixels are visible, with its title above.
 *
 * @param samples samples of one size, at least one; those that do not fit into the grid are omitted
 * @param boxes whether to outline the pasted boxes
 */
public record SampleGrid(List<MixedSample> samples, Grid grid, boolean boxes) implements Drawing {

    /** The minimum side of an enlarged image. */
    private static final int LEAST_SIDE = 256;

    private static final int GAP = 18;
    private static final int TITLE_HEIGHT = 28;
    private static final int TITLE_SIZE = 16;
    private static final int LEAST_TITLE_SIZE = 11;
    private static final Color INK = new Color(0x1F2328);
    private static final Color OUTLINE = new Color(255, 255, 255, 190);
    private static final Color SHADE = new Color(0, 0, 0, 110);

    public SampleGrid {
        samples = List.copyOf(samples.subList(0, Math.min(samples.size(), grid.cells())));
    }

    /** Returns the factor by which each image is enlarged. */
    int factor() {
        int side = Math.min(
                samples.get(0).image().getWidth(), samples.get(0).image().getHeight());
        return Math.max(1, (LEAST_SIDE + side - 1) / side);
    }

    /** Returns the position of a cell's enlarged image. */
    Rectangle tile(int cell) {
        int width = samples.get(0).image().getWidth() * factor();
        int height = samples.get(0).image().getHeight() * factor();
        int column = cell % grid.columns();
        int row = cell / grid.columns();
        return new Rectangle(
                GAP + column * (width + GAP),
                TITLE_HEIGHT + GAP / 2 + row * (height + TITLE_HEIGHT + GAP / 2),
                width,
                height);
    }

    @Override
    public int width() {
        Rectangle last = tile(Math.min(samples.size(), grid.columns()) - 1);
        return last.x + last.width + GAP;
    }

    @Override
    public int height() {
        Rectangle last = tile(samples.size() - 1);
        return last.y + last.height + GAP;
    }

    @Override
    public void draw(Graphics2D graphics) {
        graphics.setColor(Color.WHITE);
        graphics.fillRect(0, 0, width(), height());
        graphics.setRenderingHint(
                RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_NEAREST_NEIGHBOR);
        graphics.setFont(titleFont(graphics));
        for (int cell = 0; cell < samples.size(); cell++) {
            Rectangle tile = tile(cell);
            MixedSample sample = samples.get(cell);
            graphics.drawImage(sample.image(), tile.x, tile.y, tile.width, tile.height, null);
            if (boxes) {
                sample.box().ifPresent(box -> outline(graphics, tile, box));
            }
            title(graphics, tile, sample.title());
        }
    }

    private void outline(Graphics2D graphics, Rectangle tile, Rectangle box) {
        Rectangle enlarged = new Rectangle(
                tile.x + box.x * factor(), tile.y + box.y * factor(), box.width * factor(), box.height * factor());
        graphics.setColor(SHADE);
        frame(graphics, enlarged);
        enlarged.grow(-1, -1);
        graphics.setColor(OUTLINE);
        frame(graphics, enlarged);
    }

    /** Draws a line of one pixel along the inner edge. */
    private static void frame(Graphics2D graphics, Rectangle box) {
        graphics.fillRect(box.x, box.y, box.width, 1);
        graphics.fillRect(box.x, box.y + box.height - 1, box.width, 1);
        graphics.fillRect(box.x, box.y + 1, 1, box.height - 2);
        graphics.fillRect(box.x + box.width - 1, box.y + 1, 1, box.height - 2);
    }

    /** Draws the title centered above the image, and cuts it off if it is too long. */
    private static void title(Graphics2D graphics, Rectangle tile, String title) {
        FontMetrics metrics = graphics.getFontMetrics();
        String shown = title;
        for (int length = title.length() - 1; length > 0 && metrics.stringWidth(shown) > tile.width; length--) {
            shown = title.substring(0, length) + "…";
        }
        graphics.setColor(INK);
        graphics.drawString(shown, tile.x + (tile.width - metrics.stringWidth(shown)) / 2, tile.y - 8);
    }

    /** Returns the largest size, within bounds, in which every title fits its image. */
    private Font titleFont(Graphics2D graphics) {
        int size = TITLE_SIZE;
        while (size > LEAST_TITLE_SIZE && widestTitle(graphics, size) > tile(0).width) {
            size--;
        }
        return new Font(Font.SANS_SERIF, Font.PLAIN, size);
    }

    private int widestTitle(Graphics2D graphics, int size) {
        FontMetrics metrics = graphics.getFontMetrics(new Font(Font.SANS_SERIF, Font.PLAIN, size));
        return samples.stream()
                .mapToInt(sample -> metrics.stringWidth(sample.title()))
                .max()
                .orElse(0);
    }
}
