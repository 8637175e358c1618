package cutmix.broker;

import cutmix.process.ProcessStart;
import java.util.Arrays;

/** Starts a third-party server and ends it when the parent process has ended. */
final class WatchedServer {

    private WatchedServer() {}

    /** @param arguments main class of the server, then its arguments */
    public static void main(String[] arguments) throws ReflectiveOperationException {
        ProcessStart.begin();
        String[] own = Arrays.copyOfRange(arguments, 1, arguments.length);
        Class.forName(arguments[0]).getMethod("main", String[].class).invoke(null, (Object) own);
    }
}
