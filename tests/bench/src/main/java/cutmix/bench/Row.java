package cutmix.bench;

import java.util.List;
import java.util.Locale;

/**
 * A row of the table.
 *
 * @param measured value and, if there is one, its reference, in words
 * @param result the ratio, or the value that the goal applies to
 */
record Row(String stage, String measured, String result, String goal) {

    /** Returns the ratio of two rates. */
    static Row ratio(String stage, String unit, double rate, String other, double otherRate, String goal) {
        String measured = String.format(Locale.ROOT, "%,.0f %s; %s %,.0f", rate, unit, other, otherRate);
        return new Row(stage, measured, times(rate / otherRate), goal);
    }

    static String times(double ratio) {
        return String.format(Locale.ROOT, "%.2f", ratio);
    }

    /** Returns the row in Markdown. */
    static List<String> heading() {
        return List.of("| stage | measured | result | goal |", "|---|---|---|---|");
    }

    @Override
    public String toString() {
        return "| " + stage + " | " + measured + " | " + result + " | " + goal + " |";
    }
}
