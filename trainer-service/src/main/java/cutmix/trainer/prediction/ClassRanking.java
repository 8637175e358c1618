package cutmix.trainer.prediction;

import java.util.Comparator;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The order of the classes of a prediction. */
final class ClassRanking {

    private ClassRanking() {}

    /** The numbers of all classes, the most likely first; of equals the first. */
    static Stream<Integer> first(float[] probabilities) {
        return IntStream.range(0, probabilities.length)
                .boxed()
                .sorted(Comparator.comparing(index -> -probabilities[index]));
    }
}
