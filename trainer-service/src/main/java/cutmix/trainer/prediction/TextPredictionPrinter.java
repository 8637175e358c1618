package cutmix.trainer.prediction;

import cutmix.schemas.file.FileName;
import cutmix.schemas.text.Printable;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Prints a line with the image and its most likely classes. */
record TextPredictionPrinter(List<String> classNames, PrintWriter out) implements PredictionPrinter {

    private static final int CLASSES_SHOWN = 3;

    @Override
    public void print(Path image, float[] probabilities) {
        String classes = ClassRanking.first(probabilities)
                .limit(CLASSES_SHOWN)
                .map(index -> String.format(
                        Locale.ROOT, "%s %.1f%%", Printable.of(classNames.get(index)), 100 * probabilities[index]))
                .collect(Collectors.joining(", "));
        out.println(FileName.printable(image) + ": " + classes);
    }
}
