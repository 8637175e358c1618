package cutmix.launcher.report;

import cutmix.launcher.console.Console;
import cutmix.launcher.kafka.Brokers;
import cutmix.launcher.kafka.MixedTopic;
import cutmix.launcher.picture.ConfusionPicture;
import cutmix.launcher.picture.Curves;
import cutmix.launcher.picture.Fonts;
import cutmix.launcher.picture.Grid;
import cutmix.launcher.picture.NamedConfusionMatrix;
import cutmix.launcher.picture.PictureFile;
import cutmix.launcher.picture.SampleGrid;
import cutmix.launcher.picture.Theme;
import cutmix.schemas.DatasetInfo;
import cutmix.schemas.EpochMetrics;
import cutmix.schemas.contract.PathNames;
import cutmix.schemas.failure.FailureLine;
import cutmix.schemas.failure.UserException;
import cutmix.schemas.file.WholeFile;
import cutmix.schemas.output.LinePrefix;
import cutmix.schemas.text.Printable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * Writes the pictures of a finished run, and a page that shows them. If a picture cannot be drawn, prints a line and
 * continues.
 */
public final class RunPictures {

    /** The page. */
    public static final String PAGE = "report.html";

    private static final Grid PREVIEW = new Grid(3, 4);
    private static final int NAMED_MISTAKES = 5;

    private final ReportedRun run;
    private final Brokers brokers;
    private final Console console;
    private final List<EmbeddedPicture> figures = new ArrayList<>();

    public RunPictures(ReportedRun run, Brokers brokers, Console console) {
        this.run = run;
        this.brokers = brokers;
        this.console = console;
    }

    @FunctionalInterface
    private interface ReportStep {
        void run() throws IOException;
    }

    /** Writes all pictures and the page into the folder of the run. */
    public void write(List<EpochMetrics> metrics) {
        List<RunResult> results = RunResult.of(run.paths(), metrics);
        attempt("pictures", () -> {
            Fonts.require();
            attempt("curves", () -> curves(results));
            DatasetInfo info = brokers.datasetInfo();
            if (run.paths().contains(PathNames.CUTMIX)) {
                attempt("preview", () -> preview(info));
            }
            for (RunResult result : results) {
                attempt("confusion matrix", () -> confusion(result, info));
            }
        });
        attempt(PAGE, () -> {
            String html = new ReportPage(run, results, figures).html();
            new WholeFile(file(PAGE)).write(html.getBytes(StandardCharsets.UTF_8));
        });
    }

    private void attempt(String what, ReportStep step) {
        try {
            step.run();
        } catch (IOException | RuntimeException e) {
            boolean isSaid = e instanceof UserException || e instanceof IllegalArgumentException;
            console.say(LinePrefix.WARNING + "no " + what + ": "
                    + (isSaid ? Printable.of(e.getMessage()) : FailureLine.reason(e)));
        }
    }

    private void curves(List<RunResult> results) throws IOException {
        String ends = results.stream()
                .map(result -> String.format(
                        Locale.ROOT,
                        "%s ends at %.2f%% of the test images",
                        result.path(),
                        100 * result.last().getValAccuracy()))
                .collect(Collectors.joining("; "));
        List<EpochMetrics> epochs =
                results.stream().flatMap(result -> result.epochs().stream()).toList();
        EmbeddedPicture.write(new Curves(epochs, Theme.LIGHT), file("curves"));
        figures.add(EmbeddedPicture.of(
                "Accuracy and loss",
                theme -> new Curves(epochs, theme),
                "Two charts over the epochs, accuracy above and loss below: " + ends + ".",
                ""));
    }

    private void confusion(RunResult result, DatasetInfo info) throws IOException {
        if (result.last().getValConfusion().isEmpty()) {
            return; // The run has too many classes for a confusion matrix.
        }
        NamedConfusionMatrix matrix =
                new NamedConfusionMatrix(info.getClassNames(), result.last().getValConfusion());
        String title = "Confusion matrix: " + (result.path().equals(PathNames.CUTMIX) ? "CutMix" : PathNames.PLAIN);
        EmbeddedPicture.write(
                new ConfusionPicture(title, matrix, Theme.LIGHT, true), file("confusion-" + result.path()));
        String right =
                String.format(Locale.ROOT, "%,d of %,d test images are correct", matrix.correct(), matrix.images());
        String mistakes = matrix.worst(NAMED_MISTAKES).stream()
                .map(NamedConfusionMatrix.Mistake::toString)
                .collect(Collectors.joining(", "));
        figures.add(EmbeddedPicture.of(
                title,
                theme -> new ConfusionPicture(title, matrix, theme, false),
                "A square of " + matrix.classes() + " by " + matrix.classes() + " classes, true by predicted: " + right,
                right + (mistakes.isEmpty() ? "." : ". Most frequent mistakes: " + mistakes + ".")));
    }

    private void preview(DatasetInfo info) throws IOException {
        try (MixedTopic topic = new MixedTopic(brokers, info)) {
            SampleGrid grid = new SampleGrid(topic.first(PREVIEW.cells(), 0, () -> false), PREVIEW, true);
            byte[] png = PictureFile.png(grid, 1);
            new WholeFile(file("preview.png")).write(png);
            figures.add(EmbeddedPicture.of(
                    "Mixed training images",
                    grid,
                    png,
                    grid.samples().size() + " mixed images, each with a frame around what was pasted.",
                    "The first mixed images with their classes and weights; a frame shows what was pasted."));
        }
    }

    private Path file(String name) {
        return run.out().resolve(name);
    }
}
