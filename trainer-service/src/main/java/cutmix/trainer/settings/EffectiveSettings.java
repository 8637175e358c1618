package cutmix.trainer.settings;

import cutmix.trainer.stream.NumberedBatch;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * The settings of an epoch: those of the trainer, and those of the mixing from the records of the samples. Not
 * thread-safe.
 */
public final class EffectiveSettings {

    private final Map<String, String> own;
    private final Map<String, SortedSet<String>> mixing = new LinkedHashMap<>();

    /** @param own settings of the trainer by name */
    public EffectiveSettings(Map<String, String> own) {
        this.own = new LinkedHashMap<>(own);
    }

    /** Adds the mixing settings of a batch. */
    public void meet(NumberedBatch batch) {
        batch.mixing().forEach(settings -> settings.values()
                .forEach((name, value) ->
                        mixing.computeIfAbsent(name, key -> new TreeSet<>()).add(value)));
    }

    /**
     * Ends an epoch, and returns its settings by name. If workers used different settings, the value lists all of them,
     * for example {@code 0.25, 1.0}. The next epoch starts without mixing settings.
     */
    public Map<String, String> endEpoch() {
        Map<String, String> all = new LinkedHashMap<>(own);
        mixing.forEach((name, values) -> all.put(name, String.join(", ", values)));
        mixing.clear();
        return all;
    }
}
