package cutmix.schemas.progress;

import cutmix.schemas.contract.EnvironmentVariables;
import cutmix.schemas.text.Printable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * How far a service is, as one line of its standard output: fields with tabs between them. Services write such lines where
 * {@value #VARIABLE} is {@code reports}, as the launcher has it on a terminal. A pipe that is there anyway is enough for what one
 * process shows of another on the same machine, and serves those, too, that write to no topic.
 *
 * @param stage what it does, in a word or two
 * @param done of {@code total}
 * @param total zero where it is not known
 * @param figures in words, the most important first: where there is little room, those that fit are shown
 */
public record ProgressReport(String stage, long done, long total, List<String> figures) {

    /** The variable that chooses a service's {@link ProgressForm}. */
    public static final String VARIABLE = EnvironmentVariables.PROGRESS;

    /** The least time from one report to the next, in nanoseconds. */
    public static final long PAUSE_NANOS = 200_000_000L;

    private static final String MARK = "progress";
    private static final String SEPARATOR = "\t";
    private static final int FIGURES = 4;
    /** Far beyond what can be counted, and small enough that whoever draws a bar may multiply it. */
    private static final long MOST = 1L << 53;

    public ProgressReport {
        stage = Printable.of(stage);
        figures = figures.stream().map(Printable::of).toList();
    }

    /** It, without a line feed. */
    public String line() {
        List<String> fields = new ArrayList<>(List.of(MARK, stage, String.valueOf(done), String.valueOf(total)));
        fields.addAll(figures);
        return String.join(SEPARATOR, fields);
    }

    /** The report that a line is, if it is one. */
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
