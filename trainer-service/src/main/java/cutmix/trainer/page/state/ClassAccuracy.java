package cutmix.trainer.page.state;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The accuracy of each class.
 *
 * @param epoch epoch of the evaluation
 * @param accuracy share of correct predictions among each class's test images; null for a class without test images
 * @param images number of test images of each class
 */
record ClassAccuracy(int epoch, List<Double> accuracy, List<Integer> images) {

    /**
     * Computes the accuracies from a confusion matrix with one row for each true class and one column for each
     * predicted class.
     *
     * @return empty if the matrix is empty or invalid
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
