package cutmix.schemas.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.EOFException;
import java.io.IOException;
import java.net.ConnectException;
import java.nio.channels.UnresolvedAddressException;
import org.junit.jupiter.api.Test;

class HttpFailureTest {

    @Test
    void a_reason_is_never_empty() {
        assertThat(HttpFailure.reason(new IOException("Connection reset"))).isEqualTo("Connection reset");
        assertThat(HttpFailure.reason(new ConnectException())).isEqualTo("connection refused");
        assertThat(HttpFailure.reason((IOException)
                        new ConnectException().initCause(new IOException(new UnresolvedAddressException()))))
                .isEqualTo("unknown host");
        assertThat(HttpFailure.reason(new EOFException())).isEqualTo("EOFException");
    }
}
