package cutmix.loader.folder;

import cutmix.loader.dataset.UnreadableFilesException;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The images of one split that cannot be read, by their numbers. Safe for use by several threads. */
final class BadImages {

    /** How many are kept with their reasons. */
    static final int NAMED = 20;

    private final BitSet numbers = new BitSet();
    private final TreeMap<Integer, String> reasons = new TreeMap<>();

    /** @param reason a line for the user that names the file */
    synchronized void add(int number, String reason) {
        numbers.set(number);
        reasons.put(number, reason);
        if (reasons.size() > NAMED) {
            reasons.pollLastEntry();
        }
    }

    synchronized boolean contains(int number) {
        return numbers.get(number);
    }

    synchronized int count() {
        return numbers.cardinality();
    }

    /** Of those with the lowest numbers, whichever were found first. */
    synchronized List<String> reasons() {
        return List.copyOf(reasons.values());
    }

    /** The failure of a class without any image that can be read. */
    UnreadableFilesException asFailureOf(List<ClassFolder> classes) {
        String names = classes.stream()
                .map(folder -> folder.className() + " in " + folder.folders().get(0))
                .collect(Collectors.joining(", "));
        return new UnreadableFilesException(
                reasons(), "no image of class " + names + " can be read: replace the images, or remove the class");
    }

    /**
     * The failure of a dataset that has to be read as a whole.
     *
     * @param decoded images that were looked at in both splits
     */
    static UnreadableFilesException asFailure(BadImages train, BadImages test, int decoded) {
        List<String> named = named(train, test);
        int count = train.count() + test.count();
        if (count == 1) {
            return new UnreadableFilesException(List.of(), named.get(0) + ", or leave it out with --skip-bad");
        }
        String which = count == named.size() ? "" : ", of which the first " + NAMED + " are named above";
        return new UnreadableFilesException(
                named,
                String.format(
                        Locale.ROOT,
                        "%,d of %,d images cannot be read%s: replace or remove them, or leave them out with --skip-bad",
                        count,
                        decoded,
                        which));
    }

    /** Those of both splits, those of the first split first. */
    static List<String> named(BadImages train, BadImages test) {
        return Stream.concat(train.reasons().stream(), test.reasons().stream())
                .limit(NAMED)
                .toList();
    }
}
