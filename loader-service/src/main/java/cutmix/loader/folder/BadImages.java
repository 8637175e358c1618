package cutmix.loader.folder;

import cutmix.loader.dataset.UnreadableFilesException;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The unreadable images of one split, by their numbers. Thread-safe. */
final class BadImages {

    /** The maximum number of images that are kept with their reasons. */
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

    /** Returns the reasons of the images with the lowest numbers, in any order of discovery. */
    synchronized List<String> reasons() {
        return List.copyOf(reasons.values());
    }

    /** Returns the failure of classes without any readable image. */
    UnreadableFilesException asFailureOf(List<ClassFolder> classes) {
        String names = classes.stream()
                .map(folder -> folder.className() + " in " + folder.folders().get(0))
                .collect(Collectors.joining(", "));
        return new UnreadableFilesException(
                reasons(), "no image of class " + names + " can be read: replace the images, or remove the class");
    }

    /**
     * The failure of a dataset with unreadable images, if none may be skipped.
     *
     * @param decoded the number of examined images in both splits
     */
    static UnreadableFilesException asFailure(BadImages train, BadImages test, int decoded) {
        List<String> named = named(train, test);
        int count = train.count() + test.count();
        if (count == 1) {
            return new UnreadableFilesException(List.of(), named.get(0) + ", or skip it with --skip-bad");
        }
        String which = count == named.size() ? "" : ", of which the first " + NAMED + " are named above";
        return new UnreadableFilesException(
                named,
                String.format(
                        Locale.ROOT,
                        "%,d of %,d images cannot be read%s: replace or remove them, or skip them with --skip-bad",
                        count,
                        decoded,
                        which));
    }

    /** Returns the reasons of both splits, the training split first. */
    static List<String> named(BadImages train, BadImages test) {
        return Stream.concat(train.reasons().stream(), test.reasons().stream())
                .limit(NAMED)
                .toList();
    }
}
