package cutmix.schemas.failure;

/** A port that a service cannot open, in words for users. */
public final class PortProblem {

    private PortProblem() {}

    /** The failure of a service whose HTTP port another process has. */
    public static UserException inUse(int port, Throwable cause) {
        return new UserException(
                "port " + port + " is in use: set QUARKUS_HTTP_PORT to another one, or to 0 for any that is free",
                cause);
    }
}
