package cutmix.loader.log;

import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Tracks the progress of the training runs that the loader waits for. */
public final class TrainedEpochs {

    private final boolean everyRun;
    private final Map<String, RunProgress> runs = new LinkedHashMap<>();
    private int furthestBefore;

    /**
     * The known state of a run.
     *
     * @param trained number of finished epochs
     * @param epochs total number of epochs of the run; 0 until its first report
     * @param beforeRaise whether it has not reported since the number of epochs was raised, so that its total may be
     *     larger
     */
    public record RunProgress(String name, int trained, int epochs, boolean beforeRaise) {

        boolean isFinished() {
            return epochs > 0 && trained >= epochs && !beforeRaise;
        }
    }

    /** @param named the runs to wait for; empty for all runs that report */
    public TrainedEpochs(Collection<String> named) {
        everyRun = named.isEmpty();
        named.forEach(name -> runs.put(name, new RunProgress(name, 0, 0, false)));
    }

    /** Records that a run has finished an epoch. After a restart of a run, its new progress counts. */
    public void report(String name, int trained, int epochs) {
        if (everyRun || runs.containsKey(name)) {
            runs.put(name, new RunProgress(name, trained, epochs, false));
        }
    }

    /**
     * Records a report from before the number of epochs was raised. The run may resume, so it is not finished. If all
     * runs count, it may also have ended; it then counts until another run reports.
     */
    public void reportBeforeRaise(String name, int trained, int epochs) {
        if (runs.containsKey(name)) {
            runs.put(name, new RunProgress(name, trained, epochs, true));
        } else if (everyRun) {
            furthestBefore = Math.max(furthestBefore, trained);
        }
    }

    /** Returns the slowest unfinished run; empty if there is none. */
    public Optional<RunProgress> slowest() {
        return runs.values().stream()
                .filter(run -> !run.isFinished())
                .min(Comparator.comparingInt(RunProgress::trained));
    }

    /**
     * Returns the last epoch that may be written, counted from the current epoch of the slowest run. If no run has
     * reported or is named, the current epoch is the first one, or the epoch at which a run from before the last
     * increase may resume. If all runs have finished, there is no limit.
     *
     * @param ahead at least 0
     */
    public int lastWritable(int ahead) {
        if (!runs.isEmpty() && slowest().isEmpty()) {
            return Integer.MAX_VALUE;
        }
        long last = 1L + slowest().map(RunProgress::trained).orElse(furthestBefore) + ahead;
        return (int) Math.min(Integer.MAX_VALUE, last);
    }
}
