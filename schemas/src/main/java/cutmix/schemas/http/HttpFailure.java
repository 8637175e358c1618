package cutmix.schemas.http;

import cutmix.schemas.failure.Causes;
import java.io.IOException;
import java.net.ConnectException;
import java.nio.channels.UnresolvedAddressException;

/** Explains a failed HTTP request. Many exceptions of the JDK's HTTP client have no message. */
public final class HttpFailure {

    private HttpFailure() {}

    /** Returns the reason in a few words. */
    public static String reason(IOException failure) {
        if (Causes.first(failure, UnresolvedAddressException.class).isPresent()) {
            return "unknown host";
        }
        if (failure.getMessage() != null) {
            return failure.getMessage();
        }
        return failure instanceof ConnectException
                ? "connection refused"
                : failure.getClass().getSimpleName();
    }
}
