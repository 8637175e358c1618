package cutmix.launcher.picture;

import cutmix.schemas.text.Printable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Image counts by true class (rows) and predicted class (columns).
 *
 * @param counts counts, row by row
 */
public record NamedConfusionMatrix(List<String> classNames, List<Integer> counts) {

    /**
     * Misclassified images of one class.
     *
     * @param truth true class of the images
     */
    public record Mistake(String truth, String taken, int count) {

        @Override
        public String toString() {
            return truth + " → " + taken + " " + count;
        }
    }

    public NamedConfusionMatrix {
        classNames = classNames.stream().map(Printable::of).toList();
        counts = List.copyOf(counts);
        if (counts.size() != (long) classNames.size() * classNames.size()) {
            throw new IllegalArgumentException(counts.size() + " counts of " + classNames.size() + " classes");
        }
        if (counts.stream().anyMatch(count -> count < 0)
                || counts.stream().mapToLong(Integer::longValue).sum() > Integer.MAX_VALUE) {
            throw new IllegalArgumentException("counts that are no numbers of images");
        }
    }

    public int classes() {
        return classNames.size();
    }

    int count(int truth, int taken) {
        return counts.get(truth * classes() + taken);
    }

    /** Returns the number of images of a class. */
    int images(int truth) {
        int images = 0;
        for (int taken = 0; taken < classes(); taken++) {
            images += count(truth, taken);
        }
        return images;
    }

    /** Returns the number of all images. */
    public int images() {
        return counts.stream().mapToInt(Integer::intValue).sum();
    }

    /** Returns the number of correctly classified images. */
    public int correct() {
        int correct = 0;
        for (int c = 0; c < classes(); c++) {
            correct += count(c, c);
        }
        return correct;
    }

    /** Returns the most frequent mistakes, the most frequent one first; fewer if there are not enough. */
    public List<Mistake> worst(int limit) {
        List<Mistake> mistakes = new ArrayList<>();
        for (int truth = 0; truth < classes(); truth++) {
            for (int taken = 0; taken < classes(); taken++) {
                if (truth != taken && count(truth, taken) > 0) {
                    mistakes.add(new Mistake(classNames.get(truth), classNames.get(taken), count(truth, taken)));
                }
            }
        }
        return mistakes.stream()
                .sorted(Comparator.comparingInt(Mistake::count).reversed())
                .limit(limit)
                .toList();
    }
}
