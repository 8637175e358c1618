package cutmix.schemas.waiting;

import cutmix.schemas.contract.EnvironmentVariables;
import cutmix.schemas.failure.DurationSetting;
import cutmix.schemas.failure.UserException;
import cutmix.schemas.serde.RecordFormat;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Waits at start until the brokers and the schema registry answer, and informs the user. Does not wait if a setting is
 * wrong, for example if the brokers reject a certificate or password.
 */
public final class StartWait {

    private static final long PAUSE_MILLIS = 500;

    /** On a busy machine, the first response of a running server can take some seconds. */
    private static final Duration MOMENT = Duration.ofSeconds(5);

    private final List<RequiredService> needed = new ArrayList<>();
    private final Duration maxWait;
    private final Consumer<String> lines;

    /**
     * @param clientConfig connection to the brokers and, if configured, the schema registry
     * @param timeout how long each may take to answer one request
     * @param maxWait how long to wait for each; zero for a single request
     * @param lines receives a line that names the missing server, repeated at a low rate, and a line when it answers
     * @throws cutmix.schemas.failure.SettingException if {@code maxWait} is negative
     */
    public StartWait(Map<String, Object> clientConfig, Duration timeout, Duration maxWait, Consumer<String> lines) {
        DurationSetting.requireAtLeast(EnvironmentVariables.START_TIMEOUT, maxWait, Duration.ZERO);
        this.maxWait = maxWait;
        this.lines = lines;
        Duration most = maxWait.isZero() ? timeout : maxWait;
        Duration once = most.compareTo(timeout) < 0 ? most : timeout;
        needed.add(new RequiredBrokers(clientConfig, once, most));
        String registry = String.valueOf(clientConfig.getOrDefault(RecordFormat.REGISTRY_URL, ""));
        if (!registry.isBlank()) {
            needed.add(new RequiredRegistry(registry, once, most));
        }
    }

    /** Creates an instance for a process that does not use the registry. */
    public static StartWait forBrokers(
            Map<String, Object> clientConfig, Duration timeout, Duration maxWait, Consumer<String> lines) {
        Map<String, Object> brokersAlone = new HashMap<>(clientConfig);
        brokersAlone.remove(RecordFormat.REGISTRY_URL);
        return new StartWait(brokersAlone, timeout, maxWait, lines);
    }

    /**
     * Returns when all servers answer.
     *
     * @throws UserException if a server does not answer in time, or cannot be used with this configuration
     */
    public void await() throws InterruptedException {
        for (RequiredService one : needed) {
            await(one);
        }
    }

    private void await(RequiredService one) throws InterruptedException {
        long deadline = System.nanoTime() + maxWait.toNanos();
        WaitMessages waiting = new WaitMessages(MOMENT, lines, System::nanoTime);
        Runnable tell = () -> waiting.waitsFor("Waiting for " + one.name() + ", which does not answer yet");
        Optional<UserException> missing = one.missing(tell);
        while (missing.isPresent()) {
            if (System.nanoTime() - deadline >= 0) {
                throw missing.get();
            }
            tell.run();
            Thread.sleep(PAUSE_MILLIS);
            missing = one.missing(tell);
        }
        if (waiting.hasReported()) {
            lines.accept(
                    Character.toUpperCase(one.name().charAt(0)) + one.name().substring(1) + " answers");
        }
    }
}
