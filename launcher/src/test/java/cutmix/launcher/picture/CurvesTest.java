package cutmix.launcher.picture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import cutmix.schemas.EpochMetrics;
import java.awt.BasicStroke;
import java.awt.image.BufferedImage;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jfree.chart.plot.CombinedDomainXYPlot;
import org.jfree.chart.plot.XYPlot;
import org.jfree.data.xy.XYDataset;
import org.junit.jupiter.api.Test;

class CurvesTest {

    private static final Curves CURVES = new Curves(
            IntStream.rangeClosed(1, 6)
                    .boxed()
                    .flatMap(epoch -> Stream.of(metrics("cutmix", epoch), metrics("plain", epoch)))
                    .toList(),
            Theme.LIGHT);

    @Test
    void accuracy_is_in_percent_above_loss_and_each_path_has_two_lines_in_both() {
        // When
        XYDataset accuracy = panel(0).getDataset();
        XYDataset loss = panel(1).getDataset();

        // Then
        assertThat(names(accuracy))
                .isEqualTo(names(loss))
                .containsExactly("CutMix, test", "CutMix, training", "Plain, test", "Plain, training");
        assertThat(accuracy.getItemCount(0)).isEqualTo(6);
        assertThat(accuracy.getXValue(0, 5)).isEqualTo(6);
        assertThat(accuracy.getYValue(0, 5)).isCloseTo(80, within(1e-9));
        assertThat(accuracy.getYValue(3, 5)).isCloseTo(60, within(1e-9));
        assertThat(loss.getYValue(0, 1)).isEqualTo(0.5);
        assertThat(loss.getYValue(1, 1)).isEqualTo(1);
    }

    @Test
    void training_is_dashed_and_test_is_solid() {
        for (int series = 0; series < 4; series++) {
            BasicStroke stroke = (BasicStroke) panel(0).getRenderer().getSeriesStroke(series);

            assertThat(stroke.getDashArray() != null).isEqualTo(series % 2 == 1);
        }
    }

    @Test
    void the_paths_have_their_colors_and_the_page_its_paper() {
        // When
        BufferedImage light = PictureFile.image(CURVES, 1);
        BufferedImage dark = PictureFile.image(new Curves(CURVES.epochs(), Theme.DARK), 1);

        // Then
        assertThat(light.getRGB(2, 2)).isEqualTo(Theme.LIGHT.paper().getRGB());
        assertThat(dark.getRGB(2, 2)).isEqualTo(Theme.DARK.paper().getRGB());
        assertThat(pixels(light))
                .contains(Theme.LIGHT.cutmix().getRGB(), Theme.LIGHT.plain().getRGB());
        assertThat(pixels(dark))
                .contains(Theme.DARK.cutmix().getRGB(), Theme.DARK.plain().getRGB());
    }

    @Test
    void a_run_of_one_epoch_and_one_path_is_drawn_too() {
        BufferedImage image = PictureFile.image(new Curves(List.of(metrics("plain", 1)), Theme.LIGHT), 1);

        assertThat(pixels(image))
                .contains(Theme.LIGHT.plain().getRGB())
                .doesNotContain(Theme.LIGHT.cutmix().getRGB());
    }

    @Test
    void the_vector_form_has_the_same_words() {
        assertThat(SvgFile.svg(CURVES))
                .contains("<svg", ",Verdana,sans-serif", "CutMix, test", "Plain, training", "epoch")
                .doesNotContain("DOCTYPE");
    }

    private static XYPlot panel(int index) {
        CombinedDomainXYPlot both = (CombinedDomainXYPlot) CURVES.chart().getPlot();
        return both.getSubplots().get(index);
    }

    private static List<String> names(XYDataset lines) {
        return IntStream.range(0, lines.getSeriesCount())
                .mapToObj(series -> lines.getSeriesKey(series).toString())
                .toList();
    }

    private static int[] pixels(BufferedImage image) {
        return image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
    }

    private static EpochMetrics metrics(String path, int epoch) {
        return EpochMetrics.newBuilder()
                .setRun("r-" + path)
                .setPath(path)
                .setRecipe("keras")
                .setSeed(1)
                .setEpoch(epoch)
                .setEpochs(6)
                .setSamples(100)
                .setLoss(2.0 / epoch)
                .setAccuracy(0.1 * epoch)
                .setValLoss(1.0 / epoch)
                .setValAccuracy(0.2 + 0.1 * epoch)
                .setSeconds(1)
                .setSamplesPerSecond(100)
                .setDataWaitShare(0)
                .setLearningRate(1e-3)
                .build();
    }
}
