package cutmix.trainer.prediction;

import java.io.PrintWriter;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BiFunction;

/** The forms in which predictions are printed, by the names that the command line has for them. */
public enum PredictionFormat {
    TEXT(TextPredictionPrinter::new),
    JSON(JsonPredictionPrinter::new),
    CSV(CsvPredictionPrinter::new);

    private final BiFunction<List<String>, PrintWriter, PredictionPrinter> writer;

    PredictionFormat(BiFunction<List<String>, PrintWriter, PredictionPrinter> writer) {
        this.writer = writer;
    }

    /** The form of a name such as {@code json}, if there is one. */
    public static Optional<PredictionFormat> named(String name) {
        return Arrays.stream(values())
                .filter(format -> format.name().toLowerCase(Locale.ROOT).equals(name))
                .findFirst();
    }

    /**
     * Begins to print predictions.
     *
     * @param classNames of the network's outputs, in their order
     */
    public PredictionPrinter begin(List<String> classNames, PrintWriter out) {
        return writer.apply(classNames, out);
    }
}
