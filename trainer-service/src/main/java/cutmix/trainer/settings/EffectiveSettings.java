package cutmix.trainer.settings;

import cutmix.trainer.stream.NumberedBatch;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * The settings that an epoch was trained with: the trainer's own, and those by which its samples were mixed, as their records
 * say. Not thread-safe.
 */
public final class EffectiveSettings {

    private final Map<String, String> own;
    private final Map<String, SortedSet<String>> mixing = new LinkedHashMap<>();

    /** @param own the trainer's, by name */
    public EffectiveSettings(Map<String, String> own) {
        this.own = new LinkedHashMap<>(own);
    }

    /** Takes note of how the samples of a batch were mixed. */
    public void meet(NumberedBatch batch) {
        batch.mixing().forEach(settings -> settings.values()
                .forEach((name, value) ->
                        mixing.computeIfAbsent(name, key -> new TreeSet<>()).add(value)));
    }

    /**
     * The settings of the epoch that ends here, by name. Workers that mixed by different settings have all of them named, as in
     * {@code 0.25, 1.0}. The next epoch begins without any mixing.
     */
    public Map<String, String> endEpoch() {
        Map<String, String> all = new LinkedHashMap<>(own);
        mixing.forEach((name, values) -> all.put(name, String.join(", ", values)));
        mixing.clear();
        return all;
    }
}
