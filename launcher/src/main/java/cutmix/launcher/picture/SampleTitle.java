package cutmix.launcher.picture;

import cutmix.schemas.text.Printable;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/** A soft label in words. */
final class SampleTitle {

    /** Smaller weights would be shown as 0.00. */
    private static final float LEAST = 0.005f;

    private SampleTitle() {}

    /**
     * Returns the mixed classes with their weights, the greatest weight first; only a name if one class has all the
     * weight. Ignores the share that label smoothing distributes over all classes.
     *
     * @param softLabel one weight per class, at least one
     */
    static String of(List<Float> softLabel, List<String> classNames) {
        List<Integer> heaviestFirst = IntStream.range(0, softLabel.size())
                .boxed()
                .sorted(Comparator.comparing(softLabel::get, Comparator.reverseOrder()))
                .toList();
        int first = heaviestFirst.get(0);
        if (softLabel.get(first) > 1 - LEAST) {
            return Printable.of(classNames.get(first));
        }
        String title = named(first, softLabel, classNames);
        if (softLabel.size() == 1) {
            return title;
        }
        int second = heaviestFirst.get(1);
        float spread = softLabel.size() == 2 ? 0 : softLabel.get(heaviestFirst.get(2));
        return softLabel.get(second) - spread < LEAST ? title : title + " · " + named(second, softLabel, classNames);
    }

    private static String named(int index, List<Float> softLabel, List<String> classNames) {
        return String.format(Locale.ROOT, "%s %.2f", Printable.of(classNames.get(index)), softLabel.get(index));
    }
}
