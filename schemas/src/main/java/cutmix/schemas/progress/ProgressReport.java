package cutmix.schemas.progress;

import cutmix.schemas.contract.EnvironmentVariables;
import cutmix.schemas.text.Printable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The progress of a service, as one line of tab-separated fields on standard output. Services write such lines if
 * {@value #VARIABLE} is {@code reports}, which the launcher sets on a terminal. The launcher reads them from the
 * service's existing output pipe, so this also works for services that write to no topic.
 *
 * @param stage current activity, in a word or two
 * @param done completed part of {@code total}
 * @param total zero if unknown
 * @param figures further values as text, the most important first; a narrow display shows only those that fit
 */
public record ProgressReport(String stage, long done, long total, List<String> figures) {

    /** The variable that chooses a service's {@link ProgressForm}. */
    public static final String VARIABLE = EnvironmentVariables.PROGRESS;

    /** The minimum time between reports, in nanoseconds. */
    public static final long PAUSE_NANOS = 200_000_000L;

    private static final String MARK = "progress";
    private static final String SEPARATOR = "\t";
    private static final int FIGURES = 4;
    /** Larger than any real count, and small enough to be multiplied when a bar is drawn. */
    private static final long MOST = 1L << 53;

    public ProgressReport {
        stage = Printable.of(stage);
        figures = figures.stream().map(Printable::of).toList();
    }

    /** Returns the line, without a line feed. */
    public String line() {
        List<String> fields = new ArrayList<>(List.of(MARK, stage, String.valueOf(done), String.valueOf(total)));
        fields.addAll(figures);
        return String.join(SEPARATOR, fields);
    }

    /** Parses a line; empty if it is not a report. */
    public static Optional<ProgressReport> parse(String line) {
        if (!line.startsWith(MARK + SEPARATOR)) {
            return Optional.empty();
        }
        List<String> fields = Arrays.asList(line.split(SEPARATOR));
        try {
            long done = Long.parseLong(fields.get(2));
            long total = Long.parseLong(fields.get(3));
            if (Math.min(done, total) < 0 || Math.max(done, total) > MOST) {
                return Optional.empty();
            }
            return Optional.of(new ProgressReport(fields.get(1), done, total, fields.subList(FIGURES, fields.size())));
        } catch (IndexOutOfBoundsException | NumberFormatException e) {
            return Optional.empty();
        }
    }
}
