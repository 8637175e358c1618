package cutmix.loader.log;

import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** How far the training runs that count have come. */
public final class TrainedEpochs {

    private final boolean everyRun;
    private final Map<String, Run> runs = new LinkedHashMap<>();
    private int furthestBefore;

    /**
     * What is known of a run.
     *
     * @param trained epochs that it has behind it
     * @param epochs of the whole run; 0 while it has not reported
     * @param beforeRaise whether it has not reported since the number of epochs was raised, so that it may have more of them
     */
    public record Run(String name, int trained, int epochs, boolean beforeRaise) {

        boolean isThrough() {
            return epochs > 0 && trained >= epochs && !beforeRaise;
        }
    }

    /** @param named the runs that count; empty if every run does that reports */
    public TrainedEpochs(Collection<String> named) {
        everyRun = named.isEmpty();
        named.forEach(name -> runs.put(name, new Run(name, 0, 0, false)));
    }

    /** Takes the report of a run that has finished an epoch. A run that begins anew counts as far as it has come again. */
    public void report(String name, int trained, int epochs) {
        if (everyRun || runs.containsKey(name)) {
            runs.put(name, new Run(name, trained, epochs, false));
        }
    }

    /**
     * Takes a report from before the number of epochs was raised. The run may go on where it was, so it is not through. Where
     * every run counts, it may as well be one that has ended: it counts until another one reports.
     */
    public void reportBeforeRaise(String name, int trained, int epochs) {
        if (runs.containsKey(name)) {
            runs.put(name, new Run(name, trained, epochs, true));
        } else if (everyRun) {
            furthestBefore = Math.max(furthestBefore, trained);
        }
    }

    /** The run that is furthest behind, of those that are not through; empty if there is none. */
    public Optional<Run> slowest() {
        return runs.values().stream().filter(run -> !run.isThrough()).min(Comparator.comparingInt(Run::trained));
    }

    /**
     * The last epoch that may be written: so many beyond the one that the slowest run trains. While no run has reported, and
     * none is named, that is the first epoch, or the one that a run from before the last raise may go on with; once all are through, there is no last one.
     *
     * @param ahead at least 0
     */
    public int lastWritable(int ahead) {
        if (!runs.isEmpty() && slowest().isEmpty()) {
            return Integer.MAX_VALUE;
        }
        long last = 1L + slowest().map(Run::trained).orElse(furthestBefore) + ahead;
        return (int) Math.min(Integer.MAX_VALUE, last);
    }
}
