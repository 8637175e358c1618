package cutmix.launcher.picture;

import cutmix.schemas.EpochMetrics;
import cutmix.schemas.contract.PathNames;
import java.awt.BasicStroke;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.Shape;
import java.awt.Stroke;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.awt.geom.Rectangle2D;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.block.BlockBorder;
import org.jfree.chart.plot.CombinedDomainXYPlot;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.xy.XYLineAndShapeRenderer;
import org.jfree.chart.title.LegendTitle;
import org.jfree.chart.ui.RectangleEdge;
import org.jfree.chart.ui.RectangleInsets;
import org.jfree.data.Range;
import org.jfree.data.xy.XYSeries;
import org.jfree.data.xy.XYSeriesCollection;

/**
 * Accuracy and loss by epoch: one color per path, solid for the test images and dashed for training.
 *
 * @param epochs epochs of one run for each path, at least one
 */
public record Curves(List<EpochMetrics> epochs, Theme theme) implements Drawing {

    private static final int WIDTH = 860;
    private static final int HEIGHT = 760;
    private static final Stroke SOLID = new BasicStroke(2.4f, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND);
    private static final Stroke DASHED =
            new BasicStroke(1.8f, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 1, new float[] {7, 5}, 0);
    private static final Stroke THIN = new BasicStroke(1);
    private static final Shape POINT = new Ellipse2D.Double(-3.2, -3.2, 6.4, 6.4);

    private static final Shape LEGEND_LINE = new Line2D.Double(-17, 0, 17, 0);

    /** With more epochs, lines without points are clearer. */
    private static final int MOST_EPOCHS_WITH_POINTS = 40;

    @Override
    public int width() {
        return WIDTH;
    }

    @Override
    public int height() {
        return HEIGHT;
    }

    @Override
    public void draw(Graphics2D graphics) {
        chart().draw(graphics, new Rectangle2D.Double(0, 0, WIDTH, HEIGHT));
    }

    JFreeChart chart() {
        CombinedDomainXYPlot panels = new CombinedDomainXYPlot(epochAxis());
        panels.setGap(28);
        XYPlot accuracy = panel(
                "accuracy in %", metrics -> 100 * metrics.getValAccuracy(), metrics -> 100 * metrics.getAccuracy());
        setWholeTens(accuracy);
        panels.add(accuracy);
        panels.add(panel("loss", EpochMetrics::getValLoss, EpochMetrics::getLoss));
        panels.setFixedLegendItems(accuracy.getLegendItems());
        JFreeChart chart = new JFreeChart(null, null, panels, false);
        chart.setBackgroundPaint(theme.paper());
        chart.setPadding(new RectangleInsets(12, 12, 12, 24));
        chart.addSubtitle(legend(panels));
        return chart;
    }

    private LegendTitle legend(CombinedDomainXYPlot panels) {
        LegendTitle legend = new LegendTitle(panels);
        legend.setPosition(RectangleEdge.TOP);
        legend.setItemFont(font(14));
        legend.setItemPaint(theme.ink());
        legend.setBackgroundPaint(theme.paper());
        legend.setFrame(BlockBorder.NONE);
        legend.setItemLabelPadding(new RectangleInsets(2, 4, 8, 18));
        return legend;
    }

    private XYPlot panel(String title, ToDoubleFunction<EpochMetrics> test, ToDoubleFunction<EpochMetrics> training) {
        XYSeriesCollection lines = new XYSeriesCollection();
        XYLineAndShapeRenderer renderer = new XYLineAndShapeRenderer(true, lastEpoch() <= MOST_EPOCHS_WITH_POINTS);
        for (String path : paths()) {
            String name = path.equals(PathNames.CUTMIX) ? "CutMix" : "Plain";
            add(lines, renderer, path, name + ", test", test, SOLID);
            add(lines, renderer, path, name + ", training", training, DASHED);
        }
        renderer.setDrawSeriesLineAsPath(true);
        renderer.setLegendLine(LEGEND_LINE);
        renderer.setUseFillPaint(true);
        NumberAxis axis = new NumberAxis(title);
        axis.setAutoRangeIncludesZero(false);
        style(axis);
        XYPlot plot = new XYPlot(lines, null, axis, renderer);
        plot.setBackgroundPaint(theme.paper());
        plot.setOutlineVisible(false);
        plot.setDomainGridlinesVisible(false);
        plot.setRangeGridlinePaint(theme.faint());
        plot.setRangeGridlineStroke(THIN);
        return plot;
    }

    private void add(
            XYSeriesCollection lines,
            XYLineAndShapeRenderer renderer,
            String path,
            String name,
            ToDoubleFunction<EpochMetrics> figure,
            Stroke stroke) {
        int index = lines.getSeriesCount();
        XYSeries series = new XYSeries(name);
        epochs.stream()
                .filter(metrics -> metrics.getPath().equals(path))
                .forEach(metrics -> series.add(metrics.getEpoch(), figure.applyAsDouble(metrics)));
        lines.addSeries(series);
        renderer.setSeriesPaint(index, theme.of(path));
        renderer.setSeriesFillPaint(index, stroke == SOLID ? theme.of(path) : theme.paper());
        renderer.setSeriesStroke(index, stroke);
        renderer.setSeriesShape(index, POINT);
        renderer.setSeriesOutlineStroke(index, THIN);
    }

    private NumberAxis epochAxis() {
        NumberAxis axis = new NumberAxis("epoch");
        axis.setStandardTickUnits(NumberAxis.createIntegerTickUnits());
        double margin = 0.02 * lastEpoch() + 0.1;
        axis.setRange(1 - margin, lastEpoch() + margin);
        style(axis);
        return axis;
    }

    private void style(NumberAxis axis) {
        axis.setLabelFont(font(14));
        axis.setLabelPaint(theme.ink());
        axis.setTickLabelFont(font(13));
        axis.setTickLabelPaint(theme.ink());
        axis.setAxisLinePaint(theme.faint());
        axis.setTickMarksVisible(false);
    }

    /** The accuracy axis covers whole tens and a small margin, because lines may be at either end. */
    private static void setWholeTens(XYPlot accuracy) {
        Range drawn = accuracy.getDataRange(accuracy.getRangeAxis());
        double least = 10 * Math.floor(drawn.getLowerBound() / 10);
        double most = Math.max(least + 10, 10 * Math.ceil(drawn.getUpperBound() / 10));
        double margin = 0.02 * (most - least);
        accuracy.getRangeAxis().setRange(least - margin, most + margin);
    }

    private List<String> paths() {
        return epochs.stream().map(EpochMetrics::getPath).distinct().toList();
    }

    private int lastEpoch() {
        return epochs.stream().mapToInt(EpochMetrics::getEpoch).max().orElse(1);
    }

    private static Font font(int size) {
        return new Font(Font.SANS_SERIF, Font.PLAIN, size);
    }
}
