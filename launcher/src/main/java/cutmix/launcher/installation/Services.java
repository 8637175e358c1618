package cutmix.launcher.installation;

import cutmix.launcher.child.ChildProcess;
import cutmix.launcher.console.Console;
import cutmix.launcher.page.LivePageLine;
import cutmix.process.OrderlyStop;
import cutmix.schemas.contract.EnvironmentVariables;
import cutmix.schemas.failure.ExitCode;
import cutmix.schemas.failure.UserException;
import cutmix.schemas.progress.ProgressReport;
import cutmix.schemas.text.Printable;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;

/** The services of one run: starts, watches and stops them. */
public final class Services {

    private static final long LOOK_MILLIS = 100;

    private static final String START_TIMEOUT = EnvironmentVariables.START_TIMEOUT;

    private static final String TRAINER = "trainer-service";

    private sealed interface Event {}

    private record Ended(ChildProcess child) implements Event {}

    private record Aborted(String reason) implements Event {}

    private final Installation installation;
    private final Path logs;
    private final Console console;
    private final LivePageLine page;
    private final List<ChildProcess> children = new ArrayList<>();
    private final List<ChildProcess> writers = new ArrayList<>();
    private boolean brokerEnded;
    private final BlockingQueue<Event> events = new LinkedBlockingQueue<>();
    private final Set<String> working = new HashSet<>();
    private final Map<String, Long> endedAt = new ConcurrentHashMap<>();

    public Services(Installation installation, Path logs, Console console, LivePageLine page) {
        this.installation = installation;
        this.logs = logs;
        this.console = console;
        this.page = page;
    }

    /**
     * Starts a service.
     *
     * @param service name of the service's module
     * @param name name of the service in this run
     * @param environment variables in addition to those of this process
     */
    public synchronized ChildProcess start(
            String service, String name, List<String> arguments, Map<String, String> environment) {
        Map<String, String> all = new HashMap<>(environment);
        // The brokers run before the services start, so one attempt is enough.
        all.putIfAbsent(START_TIMEOUT, System.getenv().getOrDefault(START_TIMEOUT, "0s"));
        all.put(ProgressReport.VARIABLE, console.progress().name().toLowerCase(Locale.ROOT));
        console.started(name);
        try {
            ChildProcess child = ChildProcess.start(
                    name,
                    installation.quickCommand(service, arguments),
                    all,
                    logs.resolve(name + ".log"),
                    line -> relay(name, line));
            children.add(child);
            if (!service.equals(TRAINER)) {
                addWriter(child);
            }
            child.onExit(() -> {
                endedAt.put(name, System.currentTimeMillis());
                events.add(new Ended(child));
            });
            return child;
        } catch (IOException e) {
            throw new UserException(name + " cannot be started: " + e.getMessage(), e);
        }
    }

    private void addWriter(ChildProcess child) {
        synchronized (writers) {
            writers.add(child);
            if (brokerEnded) {
                child.kill();
            }
        }
    }

    /**
     * Ends {@link #await} with a failure because the broker has ended. Kills the services that write images: until the
     * end of an orderly stop, they would try to deliver their pending records, and would write them into another broker
     * that starts on the same port. Their state is in the topics, so that they lose nothing. Trainers can still write a
     * checkpoint.
     */
    public void brokerEnded(String reason) {
        abort(reason);
        synchronized (writers) {
            brokerEnded = true;
            writers.forEach(ChildProcess::kill);
        }
    }

    private void relay(String name, String line) {
        if (!page.takes(line)) {
            // The service escapes its own output, but the output of its libraries may contain control characters.
            console.relay(name, ProgressReport.parse(line).isPresent() ? line : Printable.of(line));
            synchronized (working) {
                working.add(name);
                working.notifyAll();
            }
        }
    }

    /** Waits until a service reports progress, or until an event that may end the run. */
    public void awaitWork(String name) throws InterruptedException {
        synchronized (working) {
            while (!working.contains(name) && events.isEmpty()) {
                working.wait(LOOK_MILLIS);
            }
        }
    }

    /**
     * Waits until all given services have succeeded.
     *
     * @param mayEnd other services that may end successfully in the meantime
     * @throws UserException if a service fails, or a service that must keep running ends; the message is that of the
     *     service
     */
    public void await(List<ChildProcess> awaited, List<ChildProcess> mayEnd) throws InterruptedException {
        List<ChildProcess> left = new ArrayList<>(awaited);
        while (!left.isEmpty()) {
            Event event = events.take();
            if (event instanceof Aborted aborted) {
                throw new UserException(aborted.reason());
            }
            ChildProcess child = ((Ended) event).child();
            boolean expected = left.remove(child) || mayEnd.contains(child);
            if (!expected || child.exitCode() != 0) {
                // The terminal sends Ctrl-C to the services, too, so their ends may be reported before it.
                if (child.exitCode() != ExitCode.INTERRUPTED.code()) {
                    console.failed(child.name(), child.failure());
                }
                throw child.asUserException();
            }
            console.done(child.name());
        }
    }

    /** Returns the time at which a service ended, in milliseconds since 1970; empty if it has not ended. */
    public Optional<Long> endedAt(String name) {
        return Optional.ofNullable(endedAt.get(name));
    }

    /** Makes {@link #await} fail. */
    public void abort(String reason) {
        events.add(new Aborted(reason));
    }

    /**
     * Stops all running services, and kills those that take longer than {@link OrderlyStop#LIMIT}. Returns when all
     * have ended.
     */
    public synchronized void stop() {
        children.forEach(ChildProcess::terminate);
        long deadline = System.nanoTime() + OrderlyStop.LIMIT.toNanos();
        for (ChildProcess child : children) {
            try {
                child.awaitEnd(Duration.ofNanos(deadline - System.nanoTime()));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
