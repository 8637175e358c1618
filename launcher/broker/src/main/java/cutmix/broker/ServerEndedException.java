package cutmix.broker;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** A server that has ended before it served. */
final class ServerEndedException extends IOException {

    private static final long serialVersionUID = 1L;

    private final ServerEnd.Kind kind;

    ServerEndedException(String name, ServerEnd end, Path log) {
        super(name + " has ended: " + end.cause() + ": " + end.remedy() + "; its log is " + log);
        this.kind = end.kind().orElse(null);
    }

    Optional<ServerEnd.Kind> kind() {
        return Optional.ofNullable(kind);
    }
}
