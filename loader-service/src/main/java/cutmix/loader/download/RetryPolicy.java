package cutmix.loader.download;

import java.time.Duration;

/**
 * How long a download waits for a server, and how often it tries again.
 *
 * @param silence without any data after which a connection has failed
 * @param attempts in a row that bring no byte, after which the download has failed; at least 1
 * @param firstPause before the second attempt; each further pause is twice as long
 */
public record RetryPolicy(Duration silence, int attempts, Duration firstPause) {

    /** Five attempts, with pauses of 1, 2, 4 and 8 seconds. */
    public static RetryPolicy of(Duration silence) {
        return new RetryPolicy(silence, 5, Duration.ofSeconds(1));
    }

    /** The pause after so many failures in a row. */
    Duration pauseAfter(int failures) {
        return firstPause.multipliedBy(1L << failures - 1);
    }
}
