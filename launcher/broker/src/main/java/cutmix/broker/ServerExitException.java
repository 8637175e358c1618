package cutmix.broker;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** Thrown if a server ended before it was ready. */
final class ServerExitException extends IOException {

    private static final long serialVersionUID = 1L;

    private final ServerExit.Kind kind;

    ServerExitException(String name, ServerExit end, Path log) {
        super(name + " has ended: " + end.cause() + ": " + end.remedy() + "; its log is " + log);
        this.kind = end.kind().orElse(null);
    }

    Optional<ServerExit.Kind> kind() {
        return Optional.ofNullable(kind);
    }
}
