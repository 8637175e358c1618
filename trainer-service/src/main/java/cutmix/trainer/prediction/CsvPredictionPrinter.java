package cutmix.trainer.prediction;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Prints comma-separated values (RFC 4180) with a header. The columns are those that pandas' {@code json_normalize}
 * creates from the output of {@link JsonPredictionPrinter}.
 */
final class CsvPredictionPrinter implements PredictionPrinter {

    private final List<String> classNames;
    private final PrintWriter out;

    CsvPredictionPrinter(List<String> classNames, PrintWriter out) {
        this.classNames = List.copyOf(classNames);
        this.out = out;
        List<String> header = new ArrayList<>(List.of("file", "class", "probability"));
        classNames.forEach(name -> header.add("probabilities." + name));
        print(header);
    }

    @Override
    public void print(Path image, float[] probabilities) {
        int best = ClassRanking.first(probabilities).findFirst().orElseThrow();
        List<String> row =
                new ArrayList<>(List.of(image.toString(), classNames.get(best), Float.toString(probabilities[best])));
        for (float probability : probabilities) {
            row.add(Float.toString(probability));
        }
        print(row);
    }

    private void print(List<String> row) {
        out.println(row.stream().map(CsvPredictionPrinter::quoted).collect(Collectors.joining(",")));
    }

    private static String quoted(String field) {
        boolean plain = field.chars().noneMatch(character -> ",\"\r\n".indexOf(character) >= 0);
        return plain ? field : '"' + field.replace("\"", "\"\"") + '"';
    }
}
