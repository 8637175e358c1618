package cutmix.schemas.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cutmix.mutations.Mutations;
import cutmix.schemas.EpochMetrics;
import cutmix.schemas.StepMetrics;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.constraints.Size;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.generic.IndexedRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Tests metrics and steps as text: written records can be read, and any text results in a record or an
 * {@link AvroRuntimeException}.
 */
class MetricsJsonTest {

    private static final EpochMetrics EPOCH = ExampleMetrics.epoch();
    private static final StepMetrics STEP = ExampleMetrics.step();

    @Property(tries = 2000)
    void an_epoch_that_is_written_is_read_again(
            @ForAll String text,
            @ForAll int i,
            @ForAll long l,
            @ForAll double d,
            @ForAll @Size(max = 9) List<Integer> counts) {
        assertReadAgain(
                EpochMetrics.newBuilder()
                        .setRun(text)
                        .setPath(text)
                        .setRecipe("keras")
                        .setSeed(l)
                        .setEpoch(Math.max(1, i))
                        .setEpochs(-i)
                        .setSamples(i)
                        .setLoss(d)
                        .setAccuracy(-d)
                        .setValLoss(d / 3)
                        .setValAccuracy(0.1)
                        .setSeconds(1 - d)
                        .setSamplesPerSecond(0.1)
                        .setDataWaitShare(d)
                        .setLearningRate(0.001)
                        .setSkipped(i)
                        .setValConfusion(counts)
                        .setRunId(text)
                        .setStarted(l)
                        .setSettings(Map.of(text, text))
                        .build(),
                EpochMetricsJson::write,
                EpochMetricsJson::read);
    }

    @Property(tries = 2000)
    void a_step_that_is_written_is_read_again(@ForAll String text, @ForAll int i, @ForAll long l, @ForAll double d) {
        assertReadAgain(
                StepMetrics.newBuilder()
                        .setRun(text)
                        .setPath("plain")
                        .setEpoch(Math.max(1, i))
                        .setEpochs(i)
                        .setStep(i)
                        .setSteps(i)
                        .setSamples(i)
                        .setLoss(d)
                        .setAccuracy(-d)
                        .setSamplesPerSecond(1 - d)
                        .setDataWaitShare(0.01)
                        .setLearningRate(d / 7)
                        .setTime(l)
                        .setRunId(text)
                        .setStarted(l)
                        .build(),
                StepMetricsJson::write,
                StepMetricsJson::read);
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
    void a_number_that_json_has_no_form_for_is_not_written(double number) {
        EpochMetrics epoch = EpochMetrics.newBuilder(EPOCH).setValLoss(number).build();
        StepMetrics step = StepMetrics.newBuilder(STEP).setLoss(number).build();

        assertThatThrownBy(() -> EpochMetricsJson.write(epoch))
                .isInstanceOf(AvroRuntimeException.class)
                .hasMessage("val_loss is " + number);
        assertThatThrownBy(() -> StepMetricsJson.write(step))
                .isInstanceOf(AvroRuntimeException.class)
                .hasMessage("loss is " + number);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"NaN\"", "NaN", "\"Infinity\"", "1e999", "-1e999", "null", "\"1.5\"", "[1.5]", "{}"})
    void a_number_that_is_none_is_not_read(String number) {
        assertThatThrownBy(() -> EpochMetricsJson.read(
                        EpochMetricsJson.write(EPOCH).replace("\"val_loss\":1.25", "\"val_loss\":" + number)))
                .isInstanceOf(AvroRuntimeException.class)
                .hasMessageStartingWith("not an EpochMetrics: {");
        assertThatThrownBy(() ->
                        StepMetricsJson.read(StepMetricsJson.write(STEP).replace("\"loss\":2.5", "\"loss\":" + number)))
                .isInstanceOf(AvroRuntimeException.class);
    }

    @Test
    void text_that_nests_without_end_and_numbers_without_end_are_refused() {
        String nested = "[".repeat(1_000_000);
        String digits = "9".repeat(1_000_000);

        for (String value : List.of(nested, "{\"a\":".repeat(200_000), digits, "1e" + digits, "0." + digits)) {
            String inAField = EpochMetricsJson.write(EPOCH).replace("\"samples\":10", "\"samples\":" + value);
            String inAnUnknownField = "{\"unknown\":" + value + ","
                    + EpochMetricsJson.write(EPOCH).substring(1);
            for (String json : List.of(value, inAField, inAnUnknownField)) {
                assertThatThrownBy(() -> EpochMetricsJson.read(json))
                        .isInstanceOf(AvroRuntimeException.class)
                        .satisfies(failure -> assertThat(failure.getMessage()).hasSizeLessThan(1_100));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1, Integer.MIN_VALUE})
    void an_epoch_before_the_first_is_neither_written_nor_read(int epoch) {
        EpochMetrics metrics = EpochMetrics.newBuilder(EPOCH).setEpoch(epoch).build();
        StepMetrics step = StepMetrics.newBuilder(STEP).setEpoch(epoch).build();
        String text = "\"epoch\":" + epoch;

        assertThatThrownBy(() -> EpochMetricsJson.write(metrics)).isInstanceOf(AvroRuntimeException.class);
        assertThatThrownBy(() -> StepMetricsJson.write(step)).isInstanceOf(AvroRuntimeException.class);
        assertThatThrownBy(() ->
                        EpochMetricsJson.read(EpochMetricsJson.write(EPOCH).replace("\"epoch\":1", text)))
                .isInstanceOf(AvroRuntimeException.class);
        assertThatThrownBy(
                        () -> StepMetricsJson.read(StepMetricsJson.write(STEP).replace("\"epoch\":1", text)))
                .isInstanceOf(AvroRuntimeException.class);
    }

    @Test
    void what_a_refusal_quotes_is_safe_to_print() {
        assertThatThrownBy(() -> EpochMetricsJson.read("\u001b[2J{\n"))
                .hasMessage("not an EpochMetrics: \\u001b[2J{\\n");
    }

    @Property(tries = 10, shrinking = ShrinkingMode.OFF)
    void damaged_epochs(@ForAll long seed) {
        byte[] epoch = EpochMetricsJson.write(EPOCH).getBytes(StandardCharsets.UTF_8);
        byte[] step = StepMetricsJson.write(STEP).getBytes(StandardCharsets.UTF_8);
        readAll(2_000, EpochMetricsJson::read, mutations(seed, epoch, epoch, step));
    }

    @Property(tries = 10, shrinking = ShrinkingMode.OFF)
    void damaged_steps(@ForAll long seed) {
        byte[] step = StepMetricsJson.write(STEP).getBytes(StandardCharsets.UTF_8);
        readAll(3_000, StepMetricsJson::read, mutations(seed, step));
    }

    private static Mutations mutations(long seed, byte[]... originals) {
        return new Mutations(seed, originals)
                .with(
                        "\"",
                        "\\u",
                        "\\ud800",
                        "{",
                        "}",
                        "[",
                        "]",
                        ",",
                        ":",
                        "null",
                        "true",
                        "NaN",
                        "\"NaN\"",
                        "Infinity")
                .with("1e999", "-1e400", "1e-999", "99999999999999999999", "-0", "0.0", "00", "[[[[[[[[", "{\"\":")
                .with("\"run\":", "\"loss\":", "\"val_confusion\":[1,2,3],", "\"skipped\":0,", "\u0000", "\n");
    }

    private static void readAll(int cases, Function<String, IndexedRecord> reader, Mutations mutations) {
        int read = 0;
        for (int i = 0; i < cases; i++) {
            String json = new String(mutations.next(), StandardCharsets.UTF_8);
            try {
                assertThat(reader.apply(json)).isNotNull();
                read++;
            } catch (AvroRuntimeException e) {
                assertThat(e.getMessage()).isNotBlank();
            } catch (RuntimeException | Error e) {
                throw new AssertionError("of " + json, e);
            }
        }
        assertThat(read).as("texts that were read").isBetween(cases / 10, cases - cases / 10);
    }

    private static <T> void assertReadAgain(T record, Function<T, String> writer, Function<String, T> reader) {
        String json;
        try {
            json = writer.apply(record);
        } catch (AvroRuntimeException e) {
            return; // Lone surrogates.
        }
        assertThat(reader.apply(json)).isEqualTo(record);
        assertThat(json).doesNotContain("\n");
    }
}
