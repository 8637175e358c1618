package cutmix.launcher.report;

import io.quarkus.qute.Engine;
import io.quarkus.qute.HtmlEscaper;
import io.quarkus.qute.ReflectionValueResolver;
import io.quarkus.qute.Variant;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A run as a self-contained HTML page. */
record ReportPage(ReportedRun run, List<RunResult> results, List<EmbeddedPicture> figures) {

    private static final String TEMPLATE = "report.html";

    /** A row of the results table, formatted for display. */
    public record ResultRow(
            String path, String title, String accuracy, String loss, String seconds, String dataWait, String model) {}

    /** An epoch of a path, formatted for display. */
    public record Epoch(String path, int epoch, List<String> figures) {}

    String html() throws IOException {
        Engine engine = Engine.builder()
                .addDefaults()
                .addValueResolver(new ReflectionValueResolver())
                .addResultMapper(new HtmlEscaper(List.of(Variant.TEXT_HTML)))
                .build();
        return engine.parse(template(), Variant.forContentType(Variant.TEXT_HTML))
                .data("run", run.run())
                .data("rows", rows())
                .data("epochs", epochs())
                .data("figures", figures)
                .data("settings", run.settings())
                .data("command", run.again().orElse(""))
                .data("machine", machine())
                .render();
    }

    private static String template() throws IOException {
        try (InputStream in = ReportPage.class.getResourceAsStream(TEMPLATE)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static String machine() {
        return Runtime.getRuntime().availableProcessors() + " cores, Java " + System.getProperty("java.version");
    }

    private List<ResultRow> rows() {
        return results.stream()
                .map(result -> new ResultRow(
                        result.path(),
                        result.title(),
                        format("%.2f%%", 100 * result.last().getValAccuracy()),
                        format("%.4f", result.last().getValLoss()),
                        format("%.1f", result.meanSeconds()),
                        format("%.1f%%", 100 * result.meanDataWait()),
                        run.out().relativize(run.model(result.path())).toString()))
                .toList();
    }

    private List<Epoch> epochs() {
        List<Epoch> epochs = new ArrayList<>();
        for (RunResult result : results) {
            result.epochs()
                    .forEach(metrics -> epochs.add(new Epoch(
                            result.path(),
                            metrics.getEpoch(),
                            List.of(
                                    format("%.4f", metrics.getLoss()),
                                    format("%.2f%%", 100 * metrics.getAccuracy()),
                                    format("%.4f", metrics.getValLoss()),
                                    format("%.2f%%", 100 * metrics.getValAccuracy()),
                                    format("%.1f", metrics.getSeconds()),
                                    format("%.1f", metrics.getSamplesPerSecond())))));
        }
        return epochs;
    }

    private static String format(String pattern, double figure) {
        return String.format(Locale.ROOT, pattern, figure);
    }
}
