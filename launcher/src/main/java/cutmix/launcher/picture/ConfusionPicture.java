package cutmix.launcher.picture;

import java.awt.Color;
import java.awt.Font;
import java.awt.FontMetrics;
import java.awt.Graphics2D;
import java.awt.geom.AffineTransform;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/**
 * A confusion matrix, drawn with stronger colors for cells with a larger share of their row.
 *
 * @param alone whether to draw the title and the most frequent mistakes, which a page shows in its own text
 */
public record ConfusionPicture(String title, NamedConfusionMatrix matrix, Theme theme, boolean alone)
        implements Drawing {

    private static final int MARGIN = 24;
    private static final int TITLE_HEIGHT = 56;
    private static final int SIDE = 460;
    private static final int LEAST_CELL = 8;
    private static final int MOST_CELL = 58;
    private static final int LABELS = 110;
    private static final int LABEL_WIDTH = LABELS - 10;
    /** The size of a font can be a fraction; a name is then up to a few pixels wider than calculated. */
    private static final int ROUNDING = 4;

    private static final int LEAST_LABEL = 5;
    /** Longer names are shortened, because they would be unreadable in a smaller size. */
    private static final int READABLE_LABEL = 10;

    private static final int AXIS_TITLE = 22;
    private static final int MISTAKES_WIDTH = 230;
    private static final int MISTAKES = 8;
    private static final int LINE = 21;

    /** Smaller cells show no count. */
    private static final int LEAST_CELL_WITH_COUNT = 22;

    private int cell() {
        return Math.max(LEAST_CELL, Math.min(MOST_CELL, SIDE / matrix.classes()));
    }

    private int left() {
        return MARGIN + AXIS_TITLE + LABELS;
    }

    private int top() {
        return MARGIN + (alone ? TITLE_HEIGHT : 0);
    }

    private int right() {
        return left() + cell() * matrix.classes();
    }

    private int bottom() {
        return top() + cell() * matrix.classes();
    }

    @Override
    public int width() {
        return right() + MARGIN + (alone ? MISTAKES_WIDTH + MARGIN : 0);
    }

    @Override
    public int height() {
        return Math.max(bottom() + LABELS + AXIS_TITLE, alone ? top() + LINE * (MISTAKES + 2) : 0) + MARGIN;
    }

    @Override
    public void draw(Graphics2D graphics) {
        graphics.setColor(theme.paper());
        graphics.fillRect(0, 0, width(), height());
        for (int truth = 0; truth < matrix.classes(); truth++) {
            row(graphics, truth);
        }
        columnNames(graphics);
        axisTitles(graphics);
        if (alone) {
            heading(graphics);
            mistakes(graphics);
        }
    }

    private void heading(Graphics2D graphics) {
        graphics.setColor(theme.ink());
        graphics.setFont(font(Font.BOLD, 17));
        graphics.drawString(title, MARGIN, MARGIN + 14);
        graphics.setFont(font(Font.PLAIN, 13));
        graphics.drawString(
                String.format(
                        Locale.ROOT,
                        "%,d of %,d test images correct: %.2f%%",
                        matrix.correct(),
                        matrix.images(),
                        100.0 * matrix.correct() / matrix.images()),
                MARGIN,
                MARGIN + 36);
    }

    private void row(Graphics2D graphics, int truth) {
        int y = top() + truth * cell();
        int images = Math.max(1, matrix.images(truth));
        for (int taken = 0; taken < matrix.classes(); taken++) {
            int x = left() + taken * cell();
            int count = matrix.count(truth, taken);
            Color fill = theme.scale((double) count / images);
            graphics.setColor(fill);
            graphics.fillRect(x, y, cell() - 1, cell() - 1);
            if (count > 0 && cell() >= LEAST_CELL_WITH_COUNT) {
                graphics.setColor(theme.on(fill));
                graphics.setFont(fitting(graphics, String.valueOf(count), cell() - 4, 14));
                centered(graphics, String.valueOf(count), x + cell() / 2, y + cell() / 2);
            }
        }
        graphics.setColor(theme.ink());
        graphics.setFont(labelFont(graphics));
        FontMetrics metrics = graphics.getFontMetrics();
        String name = ShortName.of(matrix.classNames().get(truth), metrics, LABEL_WIDTH + ROUNDING);
        graphics.drawString(
                name,
                left() - 8 - metrics.stringWidth(name),
                y + cell() / 2 + (metrics.getAscent() - metrics.getDescent()) / 2);
    }

    private void columnNames(Graphics2D graphics) {
        AffineTransform upright = graphics.getTransform();
        for (int taken = 0; taken < matrix.classes(); taken++) {
            graphics.setFont(labelFont(graphics));
            FontMetrics metrics = graphics.getFontMetrics();
            String name = ShortName.of(matrix.classNames().get(taken), metrics, LABEL_WIDTH + ROUNDING);
            graphics.translate(left() + taken * cell() + cell() / 2, bottom() + 8);
            graphics.rotate(-Math.PI / 2);
            graphics.drawString(name, -metrics.stringWidth(name), (metrics.getAscent() - metrics.getDescent()) / 2);
            graphics.setTransform(upright);
        }
    }

    private void axisTitles(Graphics2D graphics) {
        graphics.setFont(font(Font.BOLD, 13));
        int middle = cell() * matrix.classes() / 2;
        centered(graphics, "predicted class", left() + middle, bottom() + LABELS + AXIS_TITLE / 2);
        AffineTransform upright = graphics.getTransform();
        graphics.translate(MARGIN + AXIS_TITLE / 2, top() + middle);
        graphics.rotate(-Math.PI / 2);
        centered(graphics, "true class", 0, 0);
        graphics.setTransform(upright);
    }

    private void mistakes(Graphics2D graphics) {
        List<NamedConfusionMatrix.Mistake> worst = matrix.worst(MISTAKES);
        int x = right() + MARGIN;
        int y = top() + 14;
        graphics.setFont(font(Font.BOLD, 13));
        graphics.drawString(worst.isEmpty() ? "No mistakes" : "Most frequent mistakes", x, y);
        for (NamedConfusionMatrix.Mistake mistake : worst) {
            y += LINE;
            Font fitting = fitting(graphics, mistake.toString(), MISTAKES_WIDTH, 13);
            boolean readable = fitting.getSize2D() >= READABLE_LABEL;
            graphics.setFont(readable ? fitting : font(Font.PLAIN, READABLE_LABEL));
            graphics.drawString(readable ? mistake.toString() : shortened(mistake, graphics.getFontMetrics()), x, y);
        }
    }

    private static String shortened(NamedConfusionMatrix.Mistake mistake, FontMetrics metrics) {
        int names = MISTAKES_WIDTH
                - metrics.stringWidth(new NamedConfusionMatrix.Mistake("", "", mistake.count()).toString());
        int truth = metrics.stringWidth(mistake.truth());
        int taken = metrics.stringWidth(mistake.taken());
        // If one name needs less than half of the room, the other one gets the rest.
        String shortTruth = ShortName.of(mistake.truth(), metrics, Math.max(names / 2, names - taken));
        String shortTaken = ShortName.of(mistake.taken(), metrics, Math.max(names / 2, names - truth));
        return new NamedConfusionMatrix.Mistake(shortTruth, shortTaken, mistake.count()).toString();
    }

    /**
     * Returns the common font size of all names: the largest in which the longest name fits, but at least the smallest
     * readable one.
     */
    private Font labelFont(Graphics2D graphics) {
        FontMetrics metrics = graphics.getFontMetrics(font(Font.PLAIN, 13));
        String longest = matrix.classNames().stream()
                .max(Comparator.comparingInt(metrics::stringWidth))
                .orElseThrow();
        int size = Math.max(LEAST_LABEL, Math.min(13, cell() - 1));
        Font fitting = fitting(graphics, longest, LABEL_WIDTH, size);
        return fitting.getSize2D() < Math.min(size, READABLE_LABEL)
                ? font(Font.PLAIN, Math.min(size, READABLE_LABEL))
                : fitting;
    }

    /** Returns the largest font up to a given size in which a text fits the width. */
    private static Font fitting(Graphics2D graphics, String text, int width, int size) {
        Font font = font(Font.PLAIN, size);
        int needed = graphics.getFontMetrics(font).stringWidth(text);
        return needed <= width ? font : font.deriveFont((float) size * width / needed);
    }

    private static void centered(Graphics2D graphics, String text, int x, int y) {
        FontMetrics metrics = graphics.getFontMetrics();
        graphics.drawString(
                text, x - metrics.stringWidth(text) / 2, y + (metrics.getAscent() - metrics.getDescent()) / 2);
    }

    private static Font font(int style, int size) {
        return new Font(Font.SANS_SERIF, style, size);
    }
}
