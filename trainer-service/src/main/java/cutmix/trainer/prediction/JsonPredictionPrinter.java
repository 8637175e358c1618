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
 * A JSON object for each image, on a line of its own: {@code jq} reads such a stream as it is, and pandas with {@code lines=True}. It
 * is ASCII, so that no locale changes it. Probabilities have the fewest digits that give the same float32.
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
            throw new UncheckedIOException(e); // Never: it is written to memory.
        }
        out.println(line);
    }
}
