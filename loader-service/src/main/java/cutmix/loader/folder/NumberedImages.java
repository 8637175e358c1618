package cutmix.loader.folder;

import java.util.Arrays;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/** The image files of one split, numbered from 0, class after class. */
final class NumberedImages {

    private final List<ClassFolder> classes;
    private final List<ImageFile> files;
    /** The first number of each class, and the total at the end. */
    private final int[] begins;

    /** @param classes at least one class, each with at least one image */
    NumberedImages(List<ClassFolder> classes) {
        this.classes = classes;
        this.files = classes.stream().flatMap(folder -> folder.files().stream()).toList();
        this.begins = new int[classes.size() + 1];
        for (int i = 0; i < classes.size(); i++) {
            begins[i + 1] = begins[i] + classes.get(i).files().size();
        }
    }

    int size() {
        return files.size();
    }

    ImageFile file(int number) {
        return files.get(number);
    }

    ClassFolder classOf(int number) {
        int found = Arrays.binarySearch(begins, number);
        return classes.get(found >= 0 ? found : -found - 2);
    }

    /**
     * Returns the dataset's order: the first image of every class, then the second of every class, and so on, so that
     * every limit is as balanced as possible. Skipped images do not change the order of the others.
     *
     * @param limit the maximum number of images
     * @param skipped whether a number is skipped
     */
    int[] inTurns(int limit, IntPredicate skipped) {
        int[] next = Arrays.copyOf(begins, classes.size());
        int[] order = new int[Math.min(limit, size())];
        int taken = 0;
        for (boolean more = true; more && taken < order.length; ) {
            more = false;
            for (int i = 0; i < next.length && taken < order.length; i++) {
                while (next[i] < begins[i + 1] && skipped.test(next[i])) {
                    next[i]++;
                }
                if (next[i] < begins[i + 1]) {
                    order[taken++] = next[i]++;
                    more = true;
                }
            }
        }
        return Arrays.copyOf(order, taken);
    }

    /** Returns the classes whose images are all skipped. */
    List<ClassFolder> without(IntPredicate skipped) {
        return IntStream.range(0, classes.size())
                .filter(i -> IntStream.range(begins[i], begins[i + 1]).allMatch(skipped))
                .mapToObj(classes::get)
                .toList();
    }
}
