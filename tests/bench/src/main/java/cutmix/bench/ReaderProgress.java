package cutmix.bench;

import cutmix.schemas.failure.UserException;
import java.util.List;

/**
 * How far a reader had come at a moment.
 *
 * @param records since its beginning
 * @param millis of a clock of its own
 */
record ReaderProgress(long records, long millis) {

    /** Of all records: before that, the reader's code is still being compiled. */
    private static final double WARM = 0.4;

    /** Records a second, from two fifths of them to the last. */
    static double rate(List<ReaderProgress> readings) {
        ReaderProgress end = readings.get(readings.size() - 1);
        ReaderProgress warm = readings.stream()
                .filter(reading -> reading.records() >= WARM * end.records())
                .findFirst()
                .orElseThrow();
        if (warm.millis() == end.millis()) {
            throw new UserException("the reader was through at once: there is nothing to measure");
        }
        return (end.records() - warm.records()) * 1e3 / (end.millis() - warm.millis());
    }
}
