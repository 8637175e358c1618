package cutmix.trainer.prediction;

import java.util.Comparator;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Sorts the classes of a prediction. */
final class ClassRanking {

    private ClassRanking() {}

    /** Returns the indices of all classes, the most likely first. Equal probabilities keep their order. */
    static Stream<Integer> first(float[] probabilities) {
        return IntStream.range(0, probabilities.length)
                .boxed()
                .sorted(Comparator.comparing(index -> -probabilities[index]));
    }
}
