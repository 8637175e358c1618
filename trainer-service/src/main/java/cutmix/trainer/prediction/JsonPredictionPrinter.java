package cutmix.trainer.prediction;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;

/**
 * Prints a JSON object for each image on its own line, as {@code jq} and pandas with {@code lines=True} read it. The
 * output is ASCII and so does not depend on the locale. Probabilities have the fewest digits that identify the float32.
 */
record JsonPredictionPrinter(List<String> classNames, PrintWriter out) implements PredictionPrinter {

    private static final JsonFactory JSON =
            JsonFactory.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

    @Override
    public void print(Path image, float[] probabilities) {
        int best = ClassRanking.first(probabilities).findFirst().orElseThrow();
        StringWriter line = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(line)) {
            json.writeStartObject();
            json.writeStringField("file", image.toString());
            json.writeStringField("class", classNames.get(best));
            json.writeNumberField("probability", probabilities[best]);
            json.writeObjectFieldStart("probabilities");
            for (int index = 0; index < probabilities.length; index++) {
                json.writeNumberField(classNames.get(index), probabilities[index]);
            }
            json.writeEndObject();
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e); // Writing to memory does not fail.
        }
        out.println(line);
    }
}
