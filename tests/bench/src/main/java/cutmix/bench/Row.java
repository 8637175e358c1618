package cutmix.bench;

import java.util.List;
import java.util.Locale;

/**
 * A line of the table.
 *
 * @param measured and, where there is one, what it is held against, in words
 * @param result the ratio, or whatever the goal is about
 */
record Row(String stage, String measured, String result, String goal) {

    /** A rate against another. */
    static Row ratio(String stage, String unit, double rate, String other, double otherRate, String goal) {
        String measured = String.format(Locale.ROOT, "%,.0f %s; %s %,.0f", rate, unit, other, otherRate);
        return new Row(stage, measured, times(rate / otherRate), goal);
    }

    static String times(double ratio) {
        return String.format(Locale.ROOT, "%.2f", ratio);
    }

    /** In Markdown. */
    static List<String> heading() {
        return List.of("| stage | measured | result | goal |", "|---|---|---|---|");
    }

    @Override
    public String toString() {
        return "| " + stage + " | " + measured + " | " + result + " | " + goal + " |";
    }
}
