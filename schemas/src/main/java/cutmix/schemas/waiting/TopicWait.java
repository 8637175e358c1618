package cutmix.schemas.waiting;

import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/** Waits for a topic that the loader creates. */
public final class TopicWait {

    private static final long PAUSE_MILLIS = 500;

    private TopicWait() {}

    /**
     * Returns when the topic exists, or after the given time.
     *
     * @param exists queries the brokers whether the topic exists
     * @param maxWait how long to wait; zero for a single request
     * @param lines receives a line that names the topic, repeated at a low rate
     * @return whether the topic exists
     */
    public static boolean await(String topic, BooleanSupplier exists, Duration maxWait, Consumer<String> lines)
            throws InterruptedException {
        long deadline = System.nanoTime() + maxWait.toNanos();
        WaitMessages waiting = new WaitMessages(lines, System::nanoTime);
        while (!exists.getAsBoolean()) {
            if (System.nanoTime() - deadline >= 0) {
                return false;
            }
            waiting.waitsFor("Waiting for topic " + topic + ", which does not exist yet: the loader creates it");
            Thread.sleep(PAUSE_MILLIS);
        }
        return true;
    }
}
