package cutmix.launcher.report;

import cutmix.launcher.picture.Drawing;
import cutmix.launcher.picture.PictureFile;
import cutmix.launcher.picture.SvgFile;
import cutmix.launcher.picture.Theme;
import cutmix.schemas.file.WholeFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.function.Function;

/**
 * A picture embedded in a self-contained page.
 *
 * @param light picture as a data URI
 * @param dark picture for a dark page, as a data URI
 * @param alt text for readers who cannot see the picture
 * @param caption may be empty
 */
public record EmbeddedPicture(
        String title, String light, String dark, String alt, int width, int height, String caption) {

    private static final int PNG_SCALE = 2;

    static EmbeddedPictureBuilder builder() {
        return new EmbeddedPictureBuilder();
    }

    /** Returns a raster image, which is the same on light and dark pages. */
    static EmbeddedPicture of(String title, Drawing drawing, byte[] png, String alt, String caption) {
        String uri = uri("image/png", png);
        return builder()
                .title(title)
                .light(uri)
                .dark(uri)
                .alt(alt)
                .width(drawing.width())
                .height(drawing.height())
                .caption(caption)
                .build();
    }

    /** Returns a chart in the colors of the page. */
    static EmbeddedPicture of(String title, Function<Theme, Drawing> chart, String alt, String caption) {
        Drawing light = chart.apply(Theme.LIGHT);
        return builder()
                .title(title)
                .light(svgUri(light))
                .dark(svgUri(chart.apply(Theme.DARK)))
                .alt(alt)
                .width(light.width())
                .height(light.height())
                .caption(caption)
                .build();
    }

    /**
     * Writes a chart as a PNG and an SVG file.
     *
     * @param file without its extension
     */
    static void write(Drawing chart, Path file) throws IOException {
        byte[] svg = SvgFile.svg(chart).getBytes(StandardCharsets.UTF_8);
        new WholeFile(file.resolveSibling(file.getFileName() + ".png")).write(PictureFile.png(chart, PNG_SCALE));
        new WholeFile(file.resolveSibling(file.getFileName() + ".svg")).write(svg);
    }

    private static String svgUri(Drawing chart) {
        return uri("image/svg+xml", SvgFile.svg(chart).getBytes(StandardCharsets.UTF_8));
    }

    private static String uri(String type, byte[] bytes) {
        return "data:" + type + ";base64," + Base64.getEncoder().encodeToString(bytes);
    }
}
