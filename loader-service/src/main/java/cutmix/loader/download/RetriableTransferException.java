package cutmix.loader.download;

import java.time.Duration;

/** Reports a failed attempt to download a file. Another attempt may succeed. */
final class RetriableTransferException extends Exception {

    private static final long serialVersionUID = 1L;

    /** @param reason the reason in a few words */
    RetriableTransferException(String reason, Throwable cause) {
        super(reason, cause);
    }

    /** The server has sent nothing for this time. */
    static RetriableTransferException silent(Duration silence) {
        long seconds = silence.toSeconds();
        String time = seconds > 0 ? seconds + " s" : silence.toMillis() + " ms";
        return new RetriableTransferException("no data for " + time, null);
    }
}
