package cutmix.trainer.page.state;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * How well each class is told from the others.
 *
 * @param epoch after which
 * @param accuracy the share of each class's test images that are classified rightly; null for a class without any
 * @param images test images of each class
 */
record ClassAccuracy(int epoch, List<Double> accuracy, List<Integer> images) {

    /**
     * From a confusion matrix in rows, one for each true class, one column for each predicted.
     *
     * @return empty where the matrix is, or is no square of numbers of images
     */
    static Optional<ClassAccuracy> of(int epoch, List<Integer> confusion) {
        int classes = (int) Math.round(Math.sqrt(confusion.size()));
        if (classes == 0 || classes * classes != confusion.size()) {
            return Optional.empty();
        }
        List<Double> accuracy = new ArrayList<>();
        List<Integer> images = new ArrayList<>();
        for (int row = 0; row < classes; row++) {
            List<Integer> counts = confusion.subList(row * classes, (row + 1) * classes);
            long sum = counts.stream().mapToLong(Integer::longValue).sum();
            if (sum > Integer.MAX_VALUE || counts.stream().anyMatch(count -> count < 0)) {
                return Optional.empty();
            }
            images.add((int) sum);
            accuracy.add(sum == 0 ? null : (double) counts.get(row) / sum);
        }
        return Optional.of(new ClassAccuracy(epoch, accuracy, images));
    }
}
