package cutmix.broker;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;

/**
 * The reason why a server has ended, according to its log and its exit code.
 *
 * @param kind kind of the cause, if it is known
 * @param cause description of the cause
 * @param remedy what the user can do, as the end of a sentence
 */
record ServerExit(Optional<Kind> kind, String cause, String remedy) {

    /** The exit code of a process that was killed is this number plus the number of the signal. */
    private static final int SIGNALS = 128;

    private static final int SIGKILL = 9;
    /** With less free space, a server may fail even to log the reason. */
    private static final long NO_SPACE = 256 << 10;
    /** The number of bytes that are read from the end of a long log. */
    private static final long MOST_READ = 4 << 20;

    /** Causes that a user can remove, with the messages of Java or the system. */
    enum Kind {
        DISK_FULL("No space left on device", "Disk quota exceeded"),
        MEMORY("java.lang.OutOfMemoryError"),
        MACHINE_MEMORY(
                "insufficient memory for the Java Runtime", "Could not reserve enough space", "Cannot allocate memory"),
        OPEN_FILES("Too many open files"),
        READ_ONLY("Read-only file system"),
        PORT_TAKEN("Address already in use");

        private final String[] words;

        Kind(String... words) {
            this.words = words;
        }

        private static Optional<Kind> in(String line) {
            return Arrays.stream(values())
                    .filter(kind -> Arrays.stream(kind.words).anyMatch(line::contains))
                    .findFirst();
        }
    }

    /**
     * Finds the reason why a server has ended.
     *
     * @param log the server's output
     * @param begin position in the log at which this process started
     * @param exitCode exit code of the process
     */
    static ServerExit of(Path log, long begin, int exitCode) {
        Path folder = log.toAbsolutePath().getParent();
        Account account = new Account();
        try {
            long size = Files.size(log);
            try (InputStream in = Files.newInputStream(log)) {
                in.skipNBytes(Math.min(size, Math.max(begin, size - MOST_READ)));
                new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))
                        .lines()
                        .forEach(account::addLine);
            }
        } catch (IOException e) {
            account.addLine("ERROR " + log + " cannot be read");
        }
        if (account.kind.isEmpty() && folder.toFile().getUsableSpace() < NO_SPACE) {
            return known(Kind.DISK_FULL, folder);
        }
        return account.kind.map(kind -> known(kind, folder)).orElseGet(() -> unknown(account.error, exitCode));
    }

    private static ServerExit known(Kind kind, Path folder) {
        return switch (kind) {
            case DISK_FULL ->
                end(kind, "the disk of " + folder + " is full", "free some space there, or use another disk");
            case MEMORY ->
                end(kind, "it ran out of memory", "use fewer partitions, smaller images, or brokers with more memory");
            case MACHINE_MEMORY -> end(kind, "this machine has too little free memory for it", "end other programs");
            case OPEN_FILES ->
                end(
                        kind,
                        "it has too many open files",
                        "raise the limit that ulimit -n shows, or use fewer partitions");
            case READ_ONLY ->
                end(kind, "the file system of " + folder + " is read-only", "use a folder that can be written to");
            case PORT_TAKEN -> end(kind, "its port is in use", "choose another one");
        };
    }

    private static ServerExit end(Kind kind, String cause, String remedy) {
        return new ServerExit(Optional.of(kind), cause, remedy);
    }

    private static ServerExit unknown(Optional<String> error, int exitCode) {
        String cause = error.orElse("it gives no reason");
        if (exitCode == SIGNALS + SIGKILL) {
            return new ServerExit(
                    Optional.empty(),
                    "it was killed by a user, or by the system for lack of memory",
                    "look for its process id in the output of dmesg, and start again");
        }
        String code = exitCode > SIGNALS ? "signal " + (exitCode - SIGNALS) : "code " + exitCode;
        return new ServerExit(Optional.empty(), cause + " (" + code + ")", "see its log");
    }

    /** The errors in the log; the last one counts. */
    private static final class Account {

        private static final int LONGEST = 300;

        private Optional<Kind> kind = Optional.empty();
        private Optional<String> error = Optional.empty();

        void addLine(String line) {
            kind = Kind.in(line).or(() -> kind);
            if (line.contains(" ERROR ") || line.contains(" FATAL ") || line.startsWith("Exception in thread")) {
                error = Optional.of(line.substring(0, Math.min(line.length(), LONGEST)));
            }
        }
    }
}
