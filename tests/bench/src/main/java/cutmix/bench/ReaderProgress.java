package cutmix.bench;

import cutmix.schemas.failure.UserException;
import java.util.List;

/**
 * A reader's progress at one moment.
 *
 * @param records number of records since the start of the reader
 * @param millis time in milliseconds, by the reader's clock
 */
record ReaderProgress(long records, long millis) {

    /** The share of records before the measurement, while the reader's code is being compiled. */
    private static final double WARM = 0.4;

    /** Records per second, from two fifths of them to the last. */
    static double rate(List<ReaderProgress> readings) {
        ReaderProgress end = readings.get(readings.size() - 1);
        ReaderProgress warm = readings.stream()
                .filter(reading -> reading.records() >= WARM * end.records())
                .findFirst()
                .orElseThrow();
        if (warm.millis() == end.millis()) {
            throw new UserException("the reader finished at once: there is nothing to measure");
        }
        return (end.records() - warm.records()) * 1e3 / (end.millis() - warm.millis());
    }
}
