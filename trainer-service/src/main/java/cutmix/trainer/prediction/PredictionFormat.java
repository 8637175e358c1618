package cutmix.trainer.prediction;

import java.io.PrintWriter;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BiFunction;

/** The output formats of predictions, by their names on the command line. */
public enum PredictionFormat {
    TEXT(TextPredictionPrinter::new),
    JSON(JsonPredictionPrinter::new),
    CSV(CsvPredictionPrinter::new);

    private final BiFunction<List<String>, PrintWriter, PredictionPrinter> writer;

    PredictionFormat(BiFunction<List<String>, PrintWriter, PredictionPrinter> writer) {
        this.writer = writer;
    }

    /** Returns the format with this name, for example {@code json}, if it exists. */
    public static Optional<PredictionFormat> named(String name) {
        return Arrays.stream(values())
                .filter(format -> format.name().toLowerCase(Locale.ROOT).equals(name))
                .findFirst();
    }

    /**
     * Starts the output of predictions.
     *
     * @param classNames class names in the order of the network's outputs
     */
    public PredictionPrinter begin(List<String> classNames, PrintWriter out) {
        return writer.apply(classNames, out);
    }
}
