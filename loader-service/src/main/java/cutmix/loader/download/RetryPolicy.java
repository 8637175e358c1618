package cutmix.loader.download;

import java.time.Duration;

/**
 * The time that a download waits for a server, and the number of its attempts.
 *
 * @param silence how long a connection may be silent before it counts as failed
 * @param attempts number of consecutive attempts without any data after which the download fails; at least 1
 * @param firstPause the pause before the second attempt; each further pause is twice as long
 */
public record RetryPolicy(Duration silence, int attempts, Duration firstPause) {

    /** Five attempts, with pauses of 1, 2, 4 and 8 seconds. */
    public static RetryPolicy of(Duration silence) {
        return new RetryPolicy(silence, 5, Duration.ofSeconds(1));
    }

    /** Returns the pause after this number of consecutive failures. */
    Duration pauseAfter(int failures) {
        return firstPause.multipliedBy(1L << failures - 1);
    }
}
