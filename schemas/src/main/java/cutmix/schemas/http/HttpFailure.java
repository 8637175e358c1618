package cutmix.schemas.http;

import cutmix.schemas.failure.Causes;
import java.io.IOException;
import java.net.ConnectException;
import java.nio.channels.UnresolvedAddressException;

/** Why a server could not be asked. The JDK's HTTP client leaves many messages empty. */
public final class HttpFailure {

    private HttpFailure() {}

    /** The reason in a few words. */
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
