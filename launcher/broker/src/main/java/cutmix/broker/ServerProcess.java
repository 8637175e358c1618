package cutmix.broker;

import cutmix.process.OrderlyStop;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A server that runs as a child process.
 *
 * @param name name for messages
 * @param log file for the output
 * @param logBegin size of the log at the start of the server; earlier starts may have written to it
 */
record ServerProcess(String name, Process process, Path log, long logBegin) implements AutoCloseable {

    /** Checks whether a server answers. */
    @FunctionalInterface
    interface Probe {
        boolean answered() throws InterruptedException;
    }

    static ServerProcess launch(String name, List<String> command, Path log) throws IOException {
        return launch(name, command, Map.of(), log);
    }

    /**
     * @param environment variables in addition to those of this process
     */
    static ServerProcess launch(String name, List<String> command, Map<String, String> environment, Path log)
            throws IOException {
        long logBegin = Files.exists(log) ? Files.size(log) : 0;
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().putAll(environment);
        return new ServerProcess(name, builder.start(), log, logBegin);
    }

    /** Returns the path of the Java program that runs this process. */
    static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    /**
     * Waits until the server answers.
     *
     * @throws IOException if the server ends, or does not answer in time; it is then stopped
     * @throws InterruptedException if this thread is interrupted, or this process is asked to end
     */
    void await(Probe probe, StartDeadline deadline) throws IOException, InterruptedException {
        try {
            Instant began = Instant.now();
            Instant notice = began.plus(deadline.interval());
            long limit = deadline.limit().toSeconds();
            while (!probe.answered()) {
                if (!process.isAlive()) {
                    throw ended();
                }
                if (OrderlyStop.isUnderWay()) {
                    throw new InterruptedException("stopped while " + name + " started");
                }
                Instant now = Instant.now();
                if (now.isAfter(began.plus(deadline.limit()))) {
                    throw new IOException(name + " is not ready after " + limit + " s; see " + log);
                }
                if (now.isAfter(notice)) {
                    deadline.notices()
                            .accept("Still waiting for " + name + ", for "
                                    + Duration.between(began, now).toSeconds() + " s of at most " + limit
                                    + "; its log is " + log);
                    notice = notice.plus(deadline.interval());
                }
                Thread.sleep(50);
            }
        } catch (IOException | InterruptedException | RuntimeException e) {
            close();
            throw e;
        }
    }

    /** Returns the reason why the server has ended, in words that name its log. */
    ServerExitException ended() {
        return new ServerExitException(name, ServerExit.of(log, logBegin, process.exitValue()), log);
    }

    /** Stops the server, and kills it if that takes longer than {@link OrderlyStop#LIMIT}. */
    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(OrderlyStop.LIMIT.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
