package cutmix.loader.download;

import java.time.Duration;

/** An attempt to download a file that failed for a reason that may be gone at the next attempt. */
final class RetriableTransferException extends Exception {

    private static final long serialVersionUID = 1L;

    /** @param reason in a few words */
    RetriableTransferException(String reason, Throwable cause) {
        super(reason, cause);
    }

    /** Nothing came for this long. */
    static RetriableTransferException silent(Duration silence) {
        long seconds = silence.toSeconds();
        String time = seconds > 0 ? seconds + " s" : silence.toMillis() + " ms";
        return new RetriableTransferException("no data for " + time, null);
    }
}
