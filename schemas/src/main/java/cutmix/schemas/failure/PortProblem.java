package cutmix.schemas.failure;

/** Describes, in words for users, a port that a service cannot open. */
public final class PortProblem {

    private PortProblem() {}

    /** Returns the failure of a service whose HTTP port is in use by another process. */
    public static UserException inUse(int port, Throwable cause) {
        return new UserException(
                "port " + port + " is in use: set QUARKUS_HTTP_PORT to another one, or to 0 for any that is free",
                cause);
    }
}
